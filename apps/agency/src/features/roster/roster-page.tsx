import { DutyContact } from '@1999/directory/contract';
import {
  api,
  EmptyState,
  Page,
  QueryView,
  Table,
  useName,
  useOrderWord,
  useUser,
} from '@1999/web-kit';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';

/** Whom the system rings for this agency, in which order. */
export function RosterPage() {
  const t = useT();
  const { agencyId } = useUser();
  const name = useName();
  const word = useOrderWord();
  const roster = useQuery({
    queryKey: ['roster', agencyId],
    queryFn: ({ signal }) =>
      api.get(`/api/agencies/${agencyId}/roster`, { schema: z.array(DutyContact), signal }),
    enabled: agencyId !== null,
  });
  return (
    <Page title={t('roster.title')}>
      <p className="muted">{t('roster.hint')}</p>
      <QueryView query={roster}>
        {(contacts) => (
          <Table
            caption={t('roster.title')}
            captionHidden
            rows={contacts}
            rowId={({ id }) => id}
            empty={<EmptyState>{t('roster.none')}</EmptyState>}
            columns={[
              {
                id: 'position',
                header: t('roster.order'),
                align: 'end',
                cell: ({ position }) => position,
              },
              {
                id: 'title',
                header: t('roster.name'),
                isRowHeader: true,
                cell: ({ titleZh, titleEn }) => name(titleZh, titleEn),
              },
              {
                id: 'level',
                header: t('roster.level'),
                cell: ({ level }) => word('level', level),
              },
            ]}
          />
        )}
      </QueryView>
    </Page>
  );
}
