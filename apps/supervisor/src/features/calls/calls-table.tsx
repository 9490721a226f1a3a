import type { CallRow } from '@1999/telephony/contract';
import { Button, stopwatch, Table, Time } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';

/** Calls, one a line. Times between are in minutes and seconds. */
export function CallsTable(props: {
  rows: readonly CallRow[];
  names: ReadonlyMap<string, string>;
  onRecordings(call: CallRow): void;
  onNuisance(call: CallRow): void;
}) {
  const t = useT();
  const callerOf = ({ citizen }: CallRow) =>
    citizen.name ?? citizen.phone ?? t('calls.caller.unknown');
  return (
    <Table
      caption={t('calls.table')}
      tight
      rows={props.rows}
      rowId={({ callId }) => callId}
      empty={t('calls.none')}
      columns={[
        {
          id: 'at',
          header: t('calls.arrived'),
          isRowHeader: true,
          cell: ({ arrivedAt }) => <Time at={arrivedAt} />,
        },
        {
          id: 'caller',
          header: t('calls.caller'),
          cell: (call) => (
            <>
              {call.danger && <strong>{t('calls.danger')} </strong>}
              {callerOf(call)}
            </>
          ),
        },
        {
          id: 'language',
          header: t('calls.language'),
          cell: ({ language }) => (language ? t(`ivr.language.${language}`) : t('board.noFigure')),
        },
        {
          id: 'state',
          header: t('calls.state'),
          cell: ({ state, endReason }) =>
            endReason ? t(`calls.end.${endReason}`) : t(`calls.state.${state}`),
        },
        {
          id: 'agent',
          header: t('column.agent'),
          cell: ({ agentId }) => (agentId && props.names.get(agentId)) || t('board.noFigure'),
        },
        {
          id: 'waited',
          header: t('calls.waited'),
          align: 'end',
          cell: ({ queuedAt, connectedAt, endedAt }) =>
            between(queuedAt, connectedAt ?? endedAt) ?? t('board.noFigure'),
        },
        {
          id: 'talked',
          header: t('calls.talked'),
          align: 'end',
          cell: ({ connectedAt, endedAt }) => between(connectedAt, endedAt) ?? t('board.noFigure'),
        },
        {
          id: 'do',
          header: t('rules.do'),
          cell: (call) => (
            <div className="row-actions">
              <Button
                aria-label={t('calls.recordings.of', { caller: callerOf(call) })}
                onPress={() => props.onRecordings(call)}
              >
                {t('calls.recordings')}
              </Button>
              {call.citizen.phone && (
                <Button
                  variant="quiet"
                  aria-label={t('calls.nuisance.of', { caller: callerOf(call) })}
                  onPress={() => props.onNuisance(call)}
                >
                  {t('calls.nuisance')}
                </Button>
              )}
            </div>
          ),
        },
      ]}
    />
  );
}

function between(from: string | null, to: string | null): string | null {
  if (from === null || to === null) return null;
  return stopwatch(Date.parse(to) - Date.parse(from));
}
