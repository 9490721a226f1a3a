import type { ChatState, OpenedChat, ReportDraft } from '@1999/chat/contract';
import {
  Banner,
  Button,
  ConfirmDialog,
  ErrorState,
  LoadingState,
  OfflineBanner,
  useAnnounce,
  useErrorSentence,
} from '@1999/web-kit';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useT } from '../../messages/index.ts';
import { CallBackForm } from './call-back-form.tsx';
import { ChatLog } from './chat-log.tsx';
import { Composer } from './composer.tsx';
import { ReportForm } from './report-form.tsx';
import { type Chat, useAgentTypes, useChat, useChatApi } from './use-chat.ts';

/** What was sent and is not in the transcript yet. */
export interface Pending {
  readonly text: string;
  readonly key: string;
}

/** One chat: its log, what it is in the middle of, the way to a person, and a line to write on. */
export function ChatRoom({ chat, onLeave }: { chat: OpenedChat; onLeave(): void }) {
  const t = useT();
  const sentence = useErrorSentence();
  const announce = useAnnounce();
  const api = useChatApi(chat);
  const room = useChat(chat, api);
  const view = room.view.data;
  const [asksToForget, setAsksToForget] = useState(false);
  const composer = useRef<HTMLTextAreaElement & HTMLInputElement>(null);
  const send = useMutation({
    mutationFn: ({ text, key }: Pending) =>
      room.say(text, key, (reply) => {
        if (reply.outcome === 'emergency') announce(reply.text, { politeness: 'assertive' });
      }),
  });
  const person = useMutation({
    mutationFn: (wanted: boolean) => (wanted ? room.askForPerson() : room.backToBot()),
  });
  const end = useMutation({ mutationFn: room.end });
  const isLive = view?.state === 'live';
  const isRelay = view?.kind === 'relay';
  const agentTypes = useAgentTypes(chat, api, isLive);
  const state = view?.state;
  const before = useRef(state);
  useEffect(() => {
    if (before.current && state && before.current !== state) announce(t(`chat.state.${state}`));
    before.current = state;
  }, [state, announce, t]);

  const say = (text: string) => send.mutate({ text, key: crypto.randomUUID() });
  const over = state === 'ended' || room.gone;
  if (!view && !room.gone) {
    return room.view.error ? (
      <ErrorState error={room.view.error} onRetry={() => void room.view.refetch()} />
    ) : (
      <LoadingState />
    );
  }
  const pending = send.isPending || send.isError ? send.variables : undefined;
  return (
    <div className="chat">
      <OfflineBanner />
      <div className="chat-bar">
        <p className="chat-state" role="status">
          {over ? t('chat.state.ended') : statusOf()}
        </p>
        {!over && !isLive && !(isRelay && state === 'waiting') && (
          <Button
            variant={state === 'waiting' ? 'secondary' : 'primary'}
            isPending={person.isPending}
            onPress={() => person.mutate(state !== 'waiting')}
          >
            {t(state === 'waiting' ? 'chat.backToBot' : 'chat.person')}
          </Button>
        )}
      </div>
      {person.error && <Banner tone="error" role="alert" title={sentence(person.error)} />}
      {view && (
        <ChatLog
          view={view}
          room={room}
          pending={pending}
          isThinking={send.isPending}
          onSay={say}
          onWrite={() => composer.current?.focus()}
        />
      )}
      {send.isError && pending && (
        <Banner
          tone="error"
          role="alert"
          actions={<Button onPress={() => send.mutate(pending)}>{t('chat.sendAgain')}</Button>}
        >
          <p>{sentence(send.error)}</p>
        </Banner>
      )}
      {agentTypes && (
        <p className="muted" role="status">
          {t('chat.agentTypes', { name: view?.agentName ?? '' })}
        </p>
      )}
      {view?.report && !over && <Report draft={view.report} room={room} state={view.state} />}
      {view?.callBackOffered && !over && (
        <CallBackForm room={room} isWaiting={state === 'waiting'} isRelay={isRelay} />
      )}
      {over ? (
        <Banner
          title={t('chat.over')}
          actions={
            <Button variant="primary" onPress={onLeave}>
              {t('chat.again')}
            </Button>
          }
        >
          <p>{t(room.gone ? 'chat.gone' : 'chat.over.body')}</p>
        </Banner>
      ) : (
        <Composer
          inputRef={composer}
          label={t(isRelay || isLive ? 'chat.write.person' : 'chat.write')}
          isBusy={send.isPending && !isLive}
          onSend={say}
          onTyping={isLive ? room.typing : undefined}
        />
      )}
      <div className="chat-end">
        {!over && (
          <Button variant="quiet" isPending={end.isPending} onPress={() => end.mutate()}>
            {t('chat.end')}
          </Button>
        )}
        {!room.gone && (
          <Button variant="quiet" onPress={() => setAsksToForget(true)}>
            {t('chat.forget')}
          </Button>
        )}
      </div>
      <ConfirmDialog
        isOpen={asksToForget}
        title={t('chat.forget.title')}
        confirmLabel={t('chat.forget')}
        danger
        onCancel={() => setAsksToForget(false)}
        onConfirm={() => void room.forget().then(onLeave, () => setAsksToForget(false))}
      >
        <p>{t('chat.forget.body')}</p>
      </ConfirmDialog>
    </div>
  );

  function statusOf(): string {
    if (state === 'live') return t('chat.with', { name: view?.agentName ?? '' });
    const position = view?.queue?.position;
    if (state === 'waiting' && view?.danger && position) {
      return t('chat.position.danger', { position });
    }
    if (state === 'waiting') {
      return position ? t('chat.position', { position }) : t('chat.state.waiting');
    }
    return t('chat.state.bot');
  }
}

/**
 * The report that the bot began: in full while it is the bot's, folded while a person is waited for,
 * and theirs once they are there, so that it is not filed twice.
 */
function Report(props: { draft: ReportDraft; room: Chat; state: ChatState }) {
  const t = useT();
  const { draft, room, state } = props;
  if (state === 'live') return <p className="muted">{t('chat.report.withAgent')}</p>;
  const form = <ReportForm draft={draft} room={room} />;
  if (state === 'bot') return form;
  return (
    <details className="chat-report">
      <summary>{t('chat.report.go')}</summary>
      {form}
    </details>
  );
}
