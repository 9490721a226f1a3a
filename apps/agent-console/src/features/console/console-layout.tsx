import { useShortcut } from '@1999/web-kit';
import { type ReactNode, useRef } from 'react';
import { useT } from '../../messages/index.ts';
import './console-layout.css';

const panes = ['caller', 'form', 'knowledge', 'nearby', 'log'] as const;
type PaneName = (typeof panes)[number];

/**
 * The five panes of the console, in reading order; each stays in its place whatever happens, and
 * Ctrl+Alt+1 to 5 go there.
 */
export function ConsoleLayout(props: Record<PaneName, ReactNode>) {
  return (
    <div className="console">
      {panes.map((name, index) => (
        <Pane key={name} name={name} number={index + 1}>
          {props[name]}
        </Pane>
      ))}
    </div>
  );
}

function Pane(props: { name: PaneName; number: number; children: ReactNode }) {
  const t = useT();
  const pane = useRef<HTMLElement>(null);
  const title = t(`pane.${props.name}`);
  useShortcut(
    `pane.${props.name}`,
    `Ctrl+Alt+Digit${props.number}`,
    t('pane.go', { pane: title }),
    () => pane.current?.focus(),
  );
  return (
    <section ref={pane} tabIndex={-1} aria-label={title} className={`pane pane-${props.name}`}>
      <h2>{title}</h2>
      {props.children}
    </section>
  );
}
