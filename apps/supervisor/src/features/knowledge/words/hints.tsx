import { useId } from 'react';
import { ToggleButton } from 'react-aria-components';
import { useT } from '../../../messages/index.ts';

/** What may be taken into the field above with one press. */
export function Hints(props: {
  label: string;
  hints: readonly { readonly word: string; readonly count?: number }[];
  isOn(word: string): boolean;
  onPress(word: string): void;
}) {
  const t = useT();
  const id = useId();
  if (props.hints.length === 0) return null;
  return (
    <div className="knowledge-actions">
      <span id={id} className="muted">
        {props.label}
      </span>
      <ul className="plain-list knowledge-actions" aria-labelledby={id}>
        {props.hints.map(({ word, count }) => (
          <li key={word}>
            <ToggleButton
              className="button button-secondary button-normal"
              isSelected={props.isOn(word)}
              onChange={() => props.onPress(word)}
            >
              {props.isOn(word) && <span aria-hidden="true">✓ </span>}
              {word}
              {count !== undefined && count > 1 && ` ${t('words.inQuestions', { count })}`}
            </ToggleButton>
          </li>
        ))}
      </ul>
    </div>
  );
}
