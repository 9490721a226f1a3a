import type { OrderView } from '@1999/dispatch/contract';
import { Table, Time, useOrderWord } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';

/** The rounds of telling people, level by level, until somebody answers. */
export function EscalationsTable({ escalations }: Pick<OrderView, 'escalations'>) {
  const t = useT();
  const word = useOrderWord();
  return (
    <Table
      caption={t('escalations.title')}
      tight
      rows={escalations}
      rowId={({ cause, clockKind }) => `${cause} ${clockKind}`}
      empty={t('escalations.none')}
      columns={[
        {
          id: 'cause',
          header: t('escalations.cause'),
          isRowHeader: true,
          cell: ({ cause, clockKind }) =>
            `${t(`cause.${cause}`)} ${clockKind ? word('clock', clockKind) : ''}`,
        },
        {
          id: 'level',
          header: t('escalations.level'),
          cell: ({ level }) => word('level', level),
        },
        {
          id: 'next',
          header: t('escalations.next'),
          cell: ({ nextStepAt }) => nextStepAt && <Time at={nextStepAt} shape="seconds" />,
        },
        {
          id: 'end',
          header: t('escalations.end'),
          cell: ({ endReason }) => t(`end.${endReason ?? 'running'}`),
        },
      ]}
    />
  );
}
