import { OpenedChat } from '@1999/chat/contract';
import {
  Banner,
  Button,
  createApi,
  LiveProvider,
  Page,
  useErrorSentence,
  useLocaleChoice,
} from '@1999/web-kit';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import { ChatRoom } from './chat-room.tsx';
import { keepChat, keptChat } from './kept-chat.ts';
import './chat-page.css';

/** Nobody signs in to ask; opening a chat gives the token that opens this one chat. */
const api = createApi({ current: () => undefined });

/** Ask, report and track in writing; a person at any time. */
export function ChatPage() {
  const t = useT();
  const sentence = useErrorSentence();
  const { locale } = useLocaleChoice();
  const [chat, setChat] = useState(keptChat);
  const open = useMutation({
    mutationFn: () =>
      api.post('/api/chat/sessions', {
        body: { language: locale === 'en' ? 'en' : 'zh' },
        schema: OpenedChat,
      }),
    onSuccess: (opened) => {
      keepChat(opened);
      setChat(opened);
    },
  });
  function leave(): void {
    keepChat(null);
    setChat(null);
    open.reset();
  }
  return (
    <Page title={t('chat.title')} width="narrow">
      {chat ? (
        <LiveProvider
          key={chat.id}
          as={{ token: chat.token, api: createApi({ current: () => chat.token }) }}
        >
          <ChatRoom chat={chat} onLeave={leave} />
        </LiveProvider>
      ) : (
        <>
          <Banner tone="warning">
            <p>{t('chat.emergency')}</p>
          </Banner>
          {open.error && <Banner tone="error" role="alert" title={sentence(open.error)} />}
          <p>{t('chat.intro')}</p>
          <p className="muted">{t('chat.privacy')}</p>
          <Button
            variant="primary"
            size="large"
            isPending={open.isPending}
            onPress={() => open.mutate()}
          >
            {t('chat.start')}
          </Button>
        </>
      )}
    </Page>
  );
}
