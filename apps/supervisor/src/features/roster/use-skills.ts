import { AgentSkills, Skill } from '@1999/directory/contract';
import { api, useName } from '@1999/web-kit';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';

/** Every agent with skills and levels. */
export function useAgentSkills() {
  return useQuery({
    queryKey: ['agent-skills'],
    queryFn: ({ signal }) => api.get('/api/agent-skills', { schema: z.array(AgentSkills), signal }),
  });
}

/** What agents can be asked for. */
export function useSkills() {
  return useQuery({
    queryKey: ['skills'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => api.get('/api/skills', { schema: z.array(Skill), signal }),
  });
}

/** The names of skills by their code. */
export function useSkillNames(): ReadonlyMap<string, string> {
  const name = useName();
  const { data = [] } = useSkills();
  return new Map(data.map(({ code, nameZh, nameEn }) => [code, name(nameZh, nameEn)]));
}
