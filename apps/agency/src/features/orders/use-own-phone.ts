import { OwnPhone } from '@1999/directory/contract';
import { api } from '@1999/web-kit';
import { useQuery, useQueryClient } from '@tanstack/react-query';

const queryKey = ['own-phone'];

/** The telephone this person is rung on, masked; null when they have told none. */
export function useOwnPhone() {
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => api.get('/api/me/phone', { schema: OwnPhone, signal }),
  });
}

/** Keeps a new one, which is shown masked from then on; or takes it away. */
export function useChangeOwnPhone() {
  const queries = useQueryClient();
  return {
    keep: async (phone: string) =>
      queries.setQueryData(
        queryKey,
        await api.put('/api/me/phone', { body: { phone }, schema: OwnPhone }),
      ),
    drop: async () => {
      await api.del('/api/me/phone');
      queries.setQueryData(queryKey, { phone: null });
    },
  };
}
