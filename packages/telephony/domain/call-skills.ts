import type { Language, Topic } from '../contract.ts';

const DANGER = 9;
const NORMAL = 0;

/**
 * What an agent must be able to do for the call: speak its language. Nobody is asked for the topic:
 * everyone answers questions and takes reports, and a danger must not wait for a specialist.
 * Speakers of 台語 and 客語 are served in Mandarin by whoever is free sooner, so those languages
 * are told to the agent but not demanded.
 */
export function skillsFor(language: Language): string[] {
  return [language === 'nan' || language === 'hak' ? 'zh' : language];
}

/** A danger stands before everyone; all others by their age. */
export function priorityOf(topic: Topic): number {
  return topic === 'danger' ? DANGER : NORMAL;
}
