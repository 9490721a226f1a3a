import { HelpCall } from '@1999/routing/contract';
import {
  api,
  Banner,
  Button,
  playEarcon,
  TimeSince,
  toast,
  useAnnounce,
  useErrorSentence,
  useLiveQuery,
  useUser,
} from '@1999/web-kit';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';

/** Agents who pressed the silent key, above every page until a supervisor is there. */
export function HelpCalls() {
  const t = useT();
  const announce = useAnnounce();
  const sentence = useErrorSentence();
  const queries = useQueryClient();
  const { role } = useUser();
  const { data = [] } = useLiveQuery({
    queryKey: ['help-calls'],
    enabled: role === 'supervisor',
    queryFn: ({ signal }) => api.get('/api/help-calls', { schema: z.array(HelpCall), signal }),
    topics: ['alarms'],
    on: ['agent.helpAsked', 'agent.helpAnswered'],
  });
  const answer = useMutation({
    mutationFn: (help: HelpCall) => api.post(`/api/help-calls/${help.helpId}/answer`),
    onSuccess: (_none, help) => {
      if (help.callId) location.assign(`/console/listen/${help.callId}`);
    },
    onError: (error) => toast(sentence(error), 'error'),
    onSettled: () => queries.invalidateQueries({ queryKey: ['help-calls'] }),
  });
  const told = useRef(new Set<string>());
  useEffect(() => {
    for (const help of data) {
      if (told.current.has(help.helpId)) continue;
      told.current.add(help.helpId);
      announce(t('help.told', { name: help.agentName }), {
        politeness: 'assertive',
        key: help.helpId,
      });
      void playEarcon('newDanger');
    }
  }, [data, announce, t]);
  if (data.length === 0) return null;
  return (
    <Banner tone="error" title={t('help.title', { count: data.length })}>
      <ul className="alarm-list" aria-label={t('help.list')}>
        {data.map((help) => (
          <li key={help.helpId}>
            <strong>{help.agentName}</strong>
            <TimeSince at={help.askedAt} />
            <Button isPending={answer.isPending} onPress={() => answer.mutate(help)}>
              {t(help.callId ? 'help.join' : 'help.take', { name: help.agentName })}
            </Button>
          </li>
        ))}
      </ul>
    </Banner>
  );
}
