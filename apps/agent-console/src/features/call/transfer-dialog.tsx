import type { CallControlSnapshot } from '@1999/telephony/contract/call-control';
import { Banner, Button, ComboBox, Dialog, QueryView, RadioGroup } from '@1999/web-kit';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import { choicesOf, type TargetChoice } from './transfer-targets.ts';
import { useCallCommand, useTransferTargets } from './use-call-control.ts';
import { useName } from './words.ts';

type How = 'consult' | 'blind';

/** To whom, and whether they are asked first; outside the house it is confirmed once more. */
export function TransferDialog(props: {
  call: CallControlSnapshot;
  isOpen: boolean;
  onClose(): void;
}) {
  const t = useT();
  const { call, isOpen, onClose } = props;
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('transfer.title')}>
      <TransferForm call={call} onDone={onClose} />
    </Dialog>
  );
}

function TransferForm({ call, onDone }: { call: CallControlSnapshot; onDone(): void }) {
  const t = useT();
  const name = useName();
  const targets = useTransferTargets(true);
  const act = useCallCommand(call.callId);
  const [chosen, choose] = useState<string | null>(null);
  const [how, setHow] = useState<How>('consult');
  const [confirming, confirm] = useState(false);
  const can = (intent: string) => (call.capabilities as readonly string[]).includes(intent);

  function send(target: TargetChoice): void {
    const asked = how === 'consult' && target.consult && can('consultStart');
    act
      .mutateAsync(
        asked && target.consult
          ? { type: 'consultStart', with: target.consult }
          : { type: 'blindTransfer', to: target.blind },
      )
      .then(onDone, () => undefined);
  }

  return (
    <QueryView query={targets}>
      {(data) => {
        const choices = choicesOf(data, {
          service: (code) => t(`transfer.service.${code}`),
          agent: (who, free) => t(free ? 'transfer.agent' : 'transfer.agent.busy', { name: who }),
          language: (code) => t('transfer.language', { language: t(`language.${code}`) }),
          agency: (zhName, enName) => t('transfer.agency', { name: name(zhName, enName) }),
        });
        const target = choices.find(({ id }) => id === chosen);
        const asks = how === 'consult' && Boolean(target?.consult) && can('consultStart');
        return (
          <div className="form">
            <ComboBox
              label={t('transfer.to')}
              options={choices.map(({ id, label, isDisabled }) => ({ id, label, isDisabled }))}
              value={chosen}
              onChange={(id) => {
                choose(id);
                confirm(false);
              }}
            />
            <RadioGroup<How>
              label={t('transfer.how')}
              value={how}
              onChange={setHow}
              options={[
                { id: 'consult', label: t('transfer.consult') },
                { id: 'blind', label: t('transfer.blind') },
              ]}
            />
            {target?.outside && confirming && (
              <Banner
                tone="warning"
                role="alert"
                title={t('transfer.confirm', { to: target.label })}
              >
                <p>{t('transfer.confirm.body')}</p>
              </Banner>
            )}
            <div className="dialog-actions">
              <Button
                variant="primary"
                isDisabled={!target || !can(asks ? 'consultStart' : 'blindTransfer')}
                isPending={act.isPending}
                onPress={() => {
                  if (!target) return;
                  if (target.outside && !confirming) confirm(true);
                  else send(target);
                }}
              >
                {t(
                  target?.outside && confirming
                    ? 'transfer.confirmed'
                    : asks
                      ? 'transfer.ask'
                      : 'transfer.now',
                )}
              </Button>
              <Button onPress={onDone}>{t('transfer.cancel')}</Button>
            </div>
          </div>
        );
      }}
    </QueryView>
  );
}
