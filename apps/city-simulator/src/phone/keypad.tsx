import { useT } from './i18n.ts';

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

/** Twelve keys. The computer's own digit keys press them too. */
export function Keypad({ onKey }: { onKey(key: string): void }) {
  const t = useT();
  const names: Record<string, string> = { '*': t('phone.key.star'), '#': t('phone.key.hash') };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend would be shown; this group is named only
    <div role="group" className="phone-keypad" aria-label={t('phone.keypad')}>
      {keys.map((key) => (
        <button key={key} type="button" aria-label={names[key]} onClick={() => onKey(key)}>
          {key}
        </button>
      ))}
    </div>
  );
}
