import { type OpenChatBody, OpenedChat } from '@1999/chat/contract';
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
import type { z } from 'zod';
import { useT } from '../../messages/index.ts';
import { ChatRoom } from './chat-room.tsx';
import { keepChat, keptChat } from './kept-chat.ts';
import './chat-page.css';
import { RelayStart } from './relay-start.tsx';

/** Nobody signs in to ask; opening a chat gives the token that opens this one chat. */
const api = createApi({ current: () => undefined });

type Opening = Omit<z.input<typeof OpenChatBody>, 'language'>;

/**
 * Ask, report and track in writing; a person at any time. `relay`: whoever cannot speak came to call
 * in writing, and is offered that before all.
 */
export function ChatPage({ relay }: { relay: boolean }) {
  const t = useT();
  const sentence = useErrorSentence();
  const { locale } = useLocaleChoice();
  const [chat, setChat] = useState(keptChat);
  const open = useMutation({
    mutationFn: (opening: Opening) =>
      api.post('/api/chat/sessions', {
        body: { language: locale === 'en' ? 'en' : 'zh', ...opening },
        schema: OpenedChat,
      }),
    onSuccess: (opened, { kind = 'chat' }) => {
      keepChat({ ...opened, kind });
      setChat({ ...opened, kind });
    },
  });
  function leave(): void {
    keepChat(null);
    setChat(null);
    open.reset();
  }
  const isOpening = (kind: 'chat' | 'relay') =>
    open.isPending && (open.variables.kind ?? 'chat') === kind;
  const relayStart = (
    <RelayStart
      isMain={relay}
      isPending={isOpening('relay')}
      onStart={(danger) => open.mutate({ kind: 'relay', danger })}
    />
  );
  return (
    <Page
      title={t((chat ? chat.kind === 'relay' : relay) ? 'relay.name' : 'chat.title')}
      width="narrow"
    >
      {chat ? (
        <LiveProvider
          key={chat.id}
          as={{ token: chat.token, api: createApi({ current: () => chat.token }) }}
        >
          <ChatRoom chat={chat} onLeave={leave} />
        </LiveProvider>
      ) : (
        <>
          {!relay && (
            <Banner tone="warning">
              <p>{t('chat.emergency')}</p>
            </Banner>
          )}
          {open.error && <Banner tone="error" role="alert" title={sentence(open.error)} />}
          {relay && relayStart}
          <p>{t('chat.intro')}</p>
          <p className="muted">{t('chat.privacy')}</p>
          <div>
            <Button
              variant={relay ? 'secondary' : 'primary'}
              size="large"
              isPending={isOpening('chat')}
              onPress={() => open.mutate({})}
            >
              {t('chat.start')}
            </Button>
          </div>
          {!relay && relayStart}
        </>
      )}
    </Page>
  );
}
