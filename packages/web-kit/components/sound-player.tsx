import { useEffect, useState } from 'react';
import { useErrorSentence } from '../api/error-sentence.ts';
import { Button } from './button.tsx';
import { toast } from './toast.tsx';

/** The button that was pressed is gone: its place is the player's. */
const takeFocus = (player: HTMLAudioElement | null) => player?.focus();

/** A button that fetches a sound when it is asked for, not before, and becomes its player. */
export function SoundPlayer(props: {
  /** Which sound it is. */
  label: string;
  /** The words on the button. */
  listen: string;
  load(): Promise<Blob>;
}) {
  const sentence = useErrorSentence();
  const [url, setUrl] = useState<string>();
  const [isPending, setPending] = useState(false);
  useEffect(() => () => (url ? URL.revokeObjectURL(url) : undefined), [url]);
  const load = async () => {
    setPending(true);
    try {
      setUrl(URL.createObjectURL(await props.load()));
    } catch (error) {
      toast(sentence(error), 'error');
    } finally {
      setPending(false);
    }
  };
  if (url) {
    return (
      // biome-ignore lint/a11y/useMediaCaption: what is said in it stands beside it, or nowhere
      <audio ref={takeFocus} controls autoPlay src={url} aria-label={props.label} />
    );
  }
  return (
    <Button
      isPending={isPending}
      aria-label={`${props.listen} ${props.label}`}
      onPress={() => void load()}
    >
      {props.listen}
    </Button>
  );
}
