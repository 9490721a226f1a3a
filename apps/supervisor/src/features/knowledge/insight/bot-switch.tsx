import { BotSettings } from '@1999/chatbot/contract';
import {
  api,
  Button,
  Card,
  Dialog,
  Facts,
  QueryView,
  TextField,
  Time,
  toast,
  useErrorSentence,
} from '@1999/web-kit';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '../../../messages/index.ts';
import { useBotSettings } from './use-insight.ts';

type Change = Pick<BotSettings, 'botOn' | 'modelOn'>;

/** Stops the bot, or its model alone, with a reason; emergencies are told all the same. */
export function BotSwitch() {
  const t = useT();
  const settings = useBotSettings();
  const [change, setChange] = useState<Change>();
  return (
    <Card title={t('insight.switch')}>
      <QueryView query={settings}>
        {({ botOn, modelOn, modelConfigured, updatedAt, updatedBy }) => (
          <>
            <Facts
              items={[
                { name: t('insight.bot'), value: t(botOn ? 'insight.on' : 'insight.off') },
                {
                  name: t('insight.model'),
                  value: t(
                    !modelConfigured ? 'insight.noModel' : modelOn ? 'insight.on' : 'insight.off',
                  ),
                },
                ...(updatedAt
                  ? [
                      {
                        name: t('insight.switchedAt'),
                        value: (
                          <>
                            <Time at={updatedAt} /> {updatedBy}
                          </>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
            <div className="knowledge-actions">
              <Button
                variant={botOn ? 'danger' : 'primary'}
                onPress={() => setChange({ botOn: !botOn, modelOn })}
              >
                {t(botOn ? 'insight.stop' : 'insight.start')}
              </Button>
              {modelConfigured && (
                <Button onPress={() => setChange({ botOn, modelOn: !modelOn })}>
                  {t(modelOn ? 'insight.model.stop' : 'insight.model.start')}
                </Button>
              )}
            </div>
          </>
        )}
      </QueryView>
      <Dialog
        isOpen={change !== undefined}
        onClose={() => setChange(undefined)}
        title={t('insight.switch')}
      >
        {change && <SwitchForm change={change} onDone={() => setChange(undefined)} />}
      </Dialog>
    </Card>
  );
}

function SwitchForm({ change, onDone }: { change: Change; onDone(): void }) {
  const t = useT();
  const sentence = useErrorSentence();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const set = useMutation({
    mutationFn: () =>
      api.put('/api/bot/settings', {
        body: { ...change, reason: reason.trim() },
        schema: BotSettings,
      }),
    onSuccess: () => {
      toast(t('insight.switched'));
      onDone();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['insight', 'settings'] }),
  });
  return (
    <form
      className="knowledge"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim()) set.mutate();
      }}
    >
      <p>{t(change.botOn ? 'insight.start.body' : 'insight.stop.body')}</p>
      <TextField
        label={t('insight.reason')}
        isRequired
        maxLength={200}
        value={reason}
        onChange={setReason}
        {...(set.error ? { errorMessage: sentence(set.error) } : {})}
      />
      <div className="knowledge-actions">
        <Button
          type="submit"
          variant={change.botOn ? 'primary' : 'danger'}
          isPending={set.isPending}
          isDisabled={!reason.trim()}
        >
          {t('insight.confirm')}
        </Button>
      </div>
    </form>
  );
}
