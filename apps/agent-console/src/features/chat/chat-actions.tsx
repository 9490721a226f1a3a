import type { AgentChatView } from '@1999/chat/contract';
import { Button, ConfirmDialog, useShortcut } from '@1999/web-kit';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import { focusWrapUp } from '../console/focus.ts';
import { HandOnDialog } from './hand-on-dialog.tsx';
import { useChatAction } from './use-chats.ts';

/** Hand on and end, as for a call and by the same keys. */
export function ChatActions({ chat, name }: { chat: AgentChatView; name: string }) {
  const t = useT();
  const act = useChatAction();
  const [asking, ask] = useState(false);
  const [handing, handOn] = useState(false);
  useShortcut('chat.end', 'Ctrl+Alt+KeyE', t('chat.end'), () => ask(true));
  useShortcut('chat.handOn', 'Ctrl+Alt+KeyT', t('chat.handOn'), () => handOn(true));
  return (
    <div className="reply-actions">
      <Button onPress={() => handOn(true)}>{t('chat.handOn')}</Button>
      <Button variant="danger" onPress={() => ask(true)}>
        {t('chat.end')}
      </Button>
      <HandOnDialog chat={chat} name={name} isOpen={handing} onClose={() => handOn(false)} />
      <ConfirmDialog
        isOpen={asking}
        title={t('chat.end.question', { name })}
        confirmLabel={t('chat.end')}
        danger
        isPending={act.isPending}
        onConfirm={() => {
          act.mutateAsync({ path: `/api/chats/${chat.chatId}/end` }).then(
            () => {
              ask(false);
              // After the dialog has given the focus back.
              requestAnimationFrame(() => requestAnimationFrame(focusWrapUp));
            },
            () => ask(false),
          );
        }}
        onCancel={() => ask(false)}
      >
        <p>{t('chat.end.body')}</p>
      </ConfirmDialog>
    </div>
  );
}
