import { Agency, AgencyChannel, AgencyWays, DutyPerson } from '@1999/directory/contract';
import { api, toast, useErrorSentence } from '@1999/web-kit';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';

/** Every agency with the ways it is told by, and how many it has on duty now. */
export function useAgenciesWithWays() {
  return useQuery({
    queryKey: ['agencyWays'],
    queryFn: async ({ signal }) => {
      const [agencies, ways] = await Promise.all([
        api.get('/api/agencies', { schema: z.array(Agency), signal }),
        api.get('/api/agency-ways', { schema: z.array(AgencyWays), signal }),
      ]);
      return agencies.flatMap((agency) => {
        const own = ways.find(({ agencyId }) => agencyId === agency.id);
        return own ? [{ agency, ways: own }] : [];
      });
    },
  });
}

/** One agency's chosen ways; none for a level means its app and the telephone. */
export function useChannels(agencyId: string) {
  return useQuery({
    queryKey: ['agency', agencyId, 'channels'],
    queryFn: ({ signal }) =>
      api.get(`/api/agencies/${agencyId}/channels`, { schema: z.array(AgencyChannel), signal }),
  });
}

/** One agency's duty roster with its people. */
export function useDutyPeople(agencyId: string) {
  return useQuery({
    queryKey: ['agency', agencyId, 'people'],
    queryFn: ({ signal }) =>
      api.get(`/api/agencies/${agencyId}/duty-people`, { schema: z.array(DutyPerson), signal }),
  });
}

/** After a change: says so, and fetches again what this agency's page and the list show. */
export function useChanged(agencyId: string): (done: string) => Promise<void> {
  const queries = useQueryClient();
  return async (done) => {
    toast(done);
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['agency', agencyId] }),
      queries.invalidateQueries({ queryKey: ['agencyWays'] }),
    ]);
  };
}

/** Runs what a button does; a failure is told where the person looks. */
export function useAttempt(): (what: () => Promise<void>) => Promise<boolean> {
  const sentence = useErrorSentence();
  return async (what) => {
    try {
      await what();
      return true;
    } catch (error) {
      toast(sentence(error), 'error');
      return false;
    }
  };
}
