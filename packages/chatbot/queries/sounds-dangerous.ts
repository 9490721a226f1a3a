import { toTraditional } from '@1999/knowledge/engine';
import { findDanger } from '../domain/danger/find-danger.ts';

/** Whether a message has danger words: such a one is never shed. */
export function soundsDangerous(text: string): boolean {
  return findDanger(toTraditional(text)) !== null;
}
