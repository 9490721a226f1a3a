import { MESSAGE_MAX } from '@1999/chat/contract';
import { Button, TextField, webClock } from '@1999/web-kit';
import { type KeyboardEvent, type Ref, useRef, useState } from 'react';
import { useT } from '../../messages/index.ts';

/** That somebody types is told no more often than this, in ms. */
const TYPING_EVERY_MS = 3_000;

/** A line to write on: Enter sends, Shift+Enter begins a new line, and an input method may compose. */
export function Composer(props: {
  inputRef: Ref<HTMLTextAreaElement & HTMLInputElement>;
  label: string;
  isBusy: boolean;
  onSend(text: string): void;
  onTyping?: ((typing: boolean) => unknown) | undefined;
}) {
  const t = useT();
  const [text, setText] = useState('');
  const toldAt = useRef(Number.NEGATIVE_INFINITY);
  const { isBusy } = props;

  function send(): void {
    const said = text.trim();
    if (!said || isBusy) return;
    setText('');
    props.onSend(said);
  }
  /** By keys, by an input method, by voice or pasted: whatever changes the text is typing. */
  function write(next: string): void {
    setText(next);
    if (webClock.monotonicMs() - toldAt.current < TYPING_EVERY_MS) return;
    toldAt.current = webClock.monotonicMs();
    props.onTyping?.(true);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  }
  return (
    <form
      className="chat-composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <TextField
        label={props.label}
        multiline
        value={text}
        onChange={write}
        maxLength={MESSAGE_MAX}
        onKeyDown={onKeyDown}
        inputRef={props.inputRef}
        autoComplete="off"
      />
      <Button type="submit" variant="primary" size="large" isPending={isBusy}>
        {t('chat.send')}
      </Button>
    </form>
  );
}
