import { hearDanger } from './hear-danger.ts';

/** Whether a message has danger words: such a one is never shed. */
export function soundsDangerous(text: string): boolean {
  return hearDanger(text) !== null;
}
