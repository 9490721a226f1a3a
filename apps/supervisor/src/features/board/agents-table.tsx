import type { BoardAgent } from '@1999/metrics/contract';
import { Button, Table, TimeSince } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { zh } from '../../messages/zh.ts';
import { useAgents, useReleaseAgent } from './use-agents.ts';

/** Who is at work, in which state and for how long. */
export function AgentsTable({ agents }: { agents: readonly BoardAgent[] }) {
  const t = useT();
  const present = useAgents();
  const release = useReleaseAgent();
  const stateName = (state: string) => {
    const key = `agent.${state}`;
    return key in zh ? t(key as keyof typeof zh) : state;
  };
  return (
    <Table
      caption={t('board.agents')}
      rows={agents}
      rowId={(agent) => agent.userId}
      empty={t('board.agents.empty')}
      columns={[
        {
          id: 'agent',
          header: t('column.agent'),
          isRowHeader: true,
          cell: (agent) => agent.displayName,
        },
        { id: 'state', header: t('column.state'), cell: (agent) => stateName(agent.state) },
        {
          id: 'since',
          header: t('column.since'),
          align: 'end',
          cell: (agent) => <TimeSince at={agent.since} />,
        },
        {
          id: 'do',
          header: t('column.do'),
          cell: ({ userId, displayName, state }) => {
            const callId = state === 'busy' ? present.get(userId)?.refId : null;
            if (callId && (present.get(userId)?.load.voice ?? 0) > 0) {
              return (
                <a href={`/console/listen/${callId}`}>{t('agent.listen', { name: displayName })}</a>
              );
            }
            return state === 'wrapUp' || state === 'notAnswering' ? (
              <Button
                isPending={release.isPending && release.variables === userId}
                onPress={() => release.mutate(userId)}
              >
                {t('agent.release', { name: displayName })}
              </Button>
            ) : null;
          },
        },
      ]}
    />
  );
}
