import { api, toast, useErrorSentence } from '@1999/web-kit';
import { useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';

/** Posts one step of an incident, says what it did and shows the incident as it then stands. */
export function useIncidentStep(incidentId: string) {
  const queries = useQueryClient();
  const sentence = useErrorSentence();
  return async <Done>(
    path: string,
    step: { body?: unknown; schema: z.ZodType<Done>; say(done: Done): string },
  ): Promise<void> => {
    try {
      const done = await api.post(`/api${path}`, { body: step.body ?? {}, schema: step.schema });
      toast(step.say(done), 'success');
    } catch (error) {
      toast(sentence(error), 'error');
    }
    await queries.invalidateQueries({ queryKey: ['incident', incidentId] });
  };
}
