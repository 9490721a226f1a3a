import { type AgentChatView, ChatMessage, MESSAGE_MAX } from '@1999/chat/contract';
import {
  api,
  Banner,
  Button,
  QueryView,
  TextField,
  useErrorSentence,
  useShortcut,
  webClock,
} from '@1999/web-kit';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';
import type { Insertion } from '../call/wrap-up-form.tsx';
import { useDraftSaver, useStoredDraft } from '../case/use-draft.ts';
import { tellTyping } from './use-chats.ts';

const REPLY_BOX = 'chat-reply';
/** That I type is told no more often than this, in ms. */
const TYPING_EVERY_MS = 3_000;
const Kept = z.object({ text: z.string().default('') });

/** The chat whose line is to have the focus as soon as it is there. */
let awaited: string | null = null;

/** Puts the focus on the line to write on; where its chat is still coming to the front, then. */
export function focusReply(chatId?: string): void {
  const box = document.getElementById(REPLY_BOX);
  if (chatId && box?.dataset.chat !== chatId) awaited = chatId;
  else box?.focus();
}

interface ReplyBoxProps {
  readonly chat: AgentChatView;
  /** What this chat is called at my place. */
  readonly name: string;
  readonly insertion: Insertion | undefined;
}

/** A line to write on: Enter sends, Shift+Enter begins a new line. What stands there is kept. */
export function ReplyBox(props: ReplyBoxProps) {
  // Each chat has a citizen of its own: the id under which the half-written line is kept.
  const stored = useStoredDraft(props.chat.citizenId);
  return (
    <QueryView query={stored}>
      {(kept) => <Line {...props} kept={Kept.parse(kept).text} />}
    </QueryView>
  );
}

function Line({ chat, name, insertion, kept }: ReplyBoxProps & { kept: string }) {
  const t = useT();
  const sentence = useErrorSentence();
  const queries = useQueryClient();
  const save = useDraftSaver(chat.citizenId, chat.citizenId);
  const [text, setText] = useState(kept);
  const toldAt = useRef(Number.NEGATIVE_INFINITY);
  const write = (next: string) => {
    setText(next);
    save({ text: next });
  };
  useShortcut('chat.write', 'Ctrl+Alt+KeyM', t('chat.write.go'), () => focusReply());
  useEffect(() => {
    if (awaited !== chat.chatId) return;
    awaited = null;
    focusReply();
  }, [chat.chatId]);

  const seen = useRef(insertion?.n);
  useEffect(() => {
    if (!insertion || seen.current === insertion.n) return;
    seen.current = insertion.n;
    const before = text.trimEnd();
    write((before ? `${before}\n${insertion.words}` : insertion.words).slice(0, MESSAGE_MAX));
  });

  const send = useMutation({
    mutationFn: (said: { text: string; key: string }) =>
      api.post(`/api/chats/${chat.chatId}/messages`, {
        body: { text: said.text },
        schema: ChatMessage,
        idempotencyKey: said.key,
      }),
    onSuccess: (_message, said) => {
      // What was typed on meanwhile stays.
      if (text.trim() === said.text) write('');
      // Not waited for: without a network it would never come, and the next words not go out.
      void queries.invalidateQueries({ queryKey: ['chat', chat.chatId] });
    },
  });
  function submit(): void {
    const said = text.trim();
    if (!said || send.isPending) return;
    // The same words after a failure are the same message: it may have arrived.
    const again = send.isError && send.variables.text === said ? send.variables.key : undefined;
    send.mutate({ text: said, key: again ?? crypto.randomUUID() });
  }
  function type(next: string): void {
    write(next);
    if (webClock.monotonicMs() - toldAt.current < TYPING_EVERY_MS) return;
    toldAt.current = webClock.monotonicMs();
    tellTyping(chat.chatId, true);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const sends = event.key === 'Enter' && !event.shiftKey && !event.ctrlKey;
    if (!sends || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  }
  return (
    <form
      className="reply-box"
      aria-label={t('chat.write', { name })}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {send.isError && (
        <Banner tone="error" role="alert">
          <p>
            {sentence(send.error)} {t('chat.write.kept')}
          </p>
        </Banner>
      )}
      <TextField
        id={REPLY_BOX}
        inputRef={(box) => {
          if (box) box.dataset.chat = chat.chatId;
        }}
        label={t('chat.write', { name })}
        multiline
        value={text}
        onChange={type}
        maxLength={MESSAGE_MAX}
        onKeyDown={onKeyDown}
        autoComplete="off"
      />
      <div className="reply-actions">
        <Button type="submit" variant="primary" isPending={send.isPending}>
          {t('chat.send')}
        </Button>
        <span className="muted">{t('chat.write.hint')}</span>
      </div>
    </form>
  );
}
