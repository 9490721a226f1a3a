import type { Language, Topic } from '../contract.ts';

const DANGER = 9;
const NORMAL = 0;

/**
 * What an agent must be able to do for the call: speak its language. Nobody is asked for the topic:
 * everyone answers questions and takes reports, and a danger must not wait for a specialist. How
 * long somebody who speaks 台語 or 客語 waits for that, and who serves instead, is routing's rule.
 */
export function skillsFor(language: Language): string[] {
  return [language];
}

/** A danger stands before everyone; all others by their age. */
export function priorityOf(topic: Topic): number {
  return topic === 'danger' ? DANGER : NORMAL;
}
