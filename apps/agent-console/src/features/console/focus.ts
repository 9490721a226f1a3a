import type { PaneName } from './console-layout.tsx';

/** Puts the focus on the heading of a pane. */
export function focusPane(name: PaneName): void {
  document.getElementById(`pane-${name}`)?.focus();
}

/** The id of the field that searches the knowledge base. */
export const SEARCH_BOX = 'knowledge-search';

/** Puts the focus where the knowledge base is searched, its words ready to be typed over. */
export function focusKnowledge(): void {
  const input = document.getElementById(SEARCH_BOX);
  input?.focus();
  if (input instanceof HTMLInputElement) input.select();
}

/** Puts the focus on the wrap-up's first control. */
export function focusWrapUp(): void {
  document.querySelector<HTMLElement>('#wrap-up button')?.focus();
}

/** Puts the focus on the button of my state, where the next call begins. */
export function focusState(): void {
  document.getElementById('agent-state')?.focus();
}
