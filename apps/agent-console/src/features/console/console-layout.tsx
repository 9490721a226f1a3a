import { useShortcut } from '@1999/web-kit';
import type { ReactNode } from 'react';
import { useT } from '../../messages/index.ts';
import './console-layout.css';
import { focusKnowledge, focusPane } from './focus.ts';

const panes = ['caller', 'form', 'knowledge', 'nearby', 'log'] as const;
export type PaneName = (typeof panes)[number];

/**
 * The five panes of the console, in reading order; each stays in its place whatever happens, and
 * Ctrl+Alt+1 to 5 go to their headings.
 */
export function ConsoleLayout({
  isChat,
  ...contents
}: Record<PaneName, ReactNode> & { isChat: boolean }) {
  const t = useT();
  useShortcut('knowledge', 'Ctrl+Alt+KeyK', t('knowledge.search'), focusKnowledge);
  return (
    <div className={isChat ? 'console console-chat' : 'console'}>
      {panes.map((name, index) => (
        <Pane key={name} name={name} number={index + 1} isChat={isChat}>
          {contents[name]}
        </Pane>
      ))}
    </div>
  );
}

function Pane(props: { name: PaneName; number: number; isChat: boolean; children: ReactNode }) {
  const t = useT();
  const { name, number, isChat } = props;
  const title = t(isChat && name === 'caller' ? 'pane.chat' : `pane.${name}`);
  useShortcut(`pane.${name}`, `Ctrl+Alt+Digit${number}`, t('pane.go', { pane: title }), () =>
    focusPane(name),
  );
  return (
    <section aria-labelledby={`pane-${name}`} className={`pane pane-${name}`}>
      <h2 id={`pane-${name}`} tabIndex={-1}>
        {title}
      </h2>
      {props.children}
    </section>
  );
}
