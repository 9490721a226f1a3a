import { Button } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;

/** The twelve keys of a telephone. */
export function Keypad({ onPress }: { onPress(digit: string): Promise<void> }) {
  const t = useT();
  return (
    <fieldset className="keypad">
      <legend className="visually-hidden">{t('call.keypad')}</legend>
      {keys.map((key) => (
        <Button key={key} size="large" onPress={() => void onPress(key).catch(() => undefined)}>
          {key}
        </Button>
      ))}
    </fieldset>
  );
}
