import type { PublicStatus } from '../contract.ts';

type Step = PublicStatus['steps'][number]['step'];

/** Which journal events a citizen is shown, and as what. All others stay inside. */
const steps: Readonly<Record<string, Step>> = {
  'case.opened': 'received',
  'order.issued': 'dispatched',
  'order.acknowledged': 'acknowledged',
  'order.arrived': 'onSite',
  'order.reported': 'reported',
  'order.handedOff': 'handedOff',
  'order.returned': 'returned',
  'case.closed': 'closed',
};

/** The step a citizen is shown for a journal event, or null. */
export function publicStep(eventType: string): Step | null {
  return Object.hasOwn(steps, eventType) ? (steps[eventType] ?? null) : null;
}
