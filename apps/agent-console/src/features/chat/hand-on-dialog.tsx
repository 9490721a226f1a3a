import {
  type AgentChatView,
  type ChatColleague,
  HAND_ON_NOTE_MAX,
  type HandOnChatBody,
} from '@1999/chat/contract';
import { Button, Dialog, QueryView, RadioGroup, TextField } from '@1999/web-kit';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import { focusState } from '../console/focus.ts';
import { useChatAction, useColleagues } from './use-chats.ts';

/** To a colleague who has room, to whoever is free next, or back to the bot. */
export function HandOnDialog(props: {
  chat: AgentChatView;
  name: string;
  isOpen: boolean;
  onClose(): void;
}) {
  const t = useT();
  const { chat, name, isOpen, onClose } = props;
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('chat.handOn.title', { name })}>
      <HandOnForm chat={chat} onDone={onClose} />
    </Dialog>
  );
}

function HandOnForm({ chat, onDone }: { chat: AgentChatView; onDone(): void }) {
  const t = useT();
  const act = useChatAction();
  const colleagues = useColleagues(chat.chatId);
  const [to, setTo] = useState('queue');
  const [typed, setNote] = useState('');
  const label = ({ name, hasRoom, speaksIt }: ChatColleague) =>
    [
      t('transfer.agent', { name }),
      !hasRoom && t('chat.handOn.full'),
      !speaksIt && t('chat.handOn.language'),
    ]
      .filter(Boolean)
      .join(t('list.comma'));
  const where = (): HandOnChatBody => {
    if (to === 'bot') return { to };
    const note = typed.trim() || undefined;
    return to === 'queue' ? { to, note } : { to: 'agent', agentId: to, note };
  };
  const handOn = () =>
    act.mutateAsync({ path: `/api/chats/${chat.chatId}/hand-on`, body: where() }).then(
      () => {
        onDone();
        requestAnimationFrame(() => requestAnimationFrame(focusState));
      },
      () => void colleagues.refetch(),
    );
  return (
    <QueryView query={colleagues}>
      {(others) => (
        <div className="form">
          <RadioGroup
            label={t('chat.handOn.to')}
            description={t('chat.handOn.keeps')}
            value={to}
            onChange={setTo}
            options={[
              { id: 'queue', label: t('chat.handOn.queue') },
              ...(chat.kind === 'chat' ? [{ id: 'bot', label: t('chat.handOn.bot') }] : []),
              ...others.map((one) => ({
                id: one.agentId,
                label: label(one),
                isDisabled: !one.hasRoom,
              })),
            ]}
          />
          {to !== 'bot' && (
            <TextField
              label={t('chat.handOn.note')}
              description={t('chat.handOn.note.hint')}
              multiline
              value={typed}
              onChange={setNote}
              maxLength={HAND_ON_NOTE_MAX}
              autoComplete="off"
            />
          )}
          <div className="dialog-actions">
            <Button onPress={onDone}>{t('transfer.cancel')}</Button>
            <Button variant="primary" isPending={act.isPending} onPress={() => void handOn()}>
              {t('chat.handOn.now')}
            </Button>
          </div>
        </div>
      )}
    </QueryView>
  );
}
