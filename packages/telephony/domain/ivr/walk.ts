import type { IvrFlow, IvrPrompt, IvrStep } from '../../contract/ivr.ts';
import { type Facts, holds } from './facts.ts';

/** Where a caller stops, and what is said on the way there. */
export interface Stop {
  readonly id: string;
  readonly step: Extract<IvrStep, { do: 'menu' | 'offerCallback' | 'queue' | 'voicemail' | 'end' }>;
  readonly said: readonly IvrPrompt[];
}

/** A step that every flow may fall back on: nobody is ever left without a way on. */
const QUEUE: Stop['step'] = { do: 'queue' };

/**
 * Goes on from a step until something is asked or the flow is at an end. Total: where a flow is
 * broken after all (a version from before a rule, say) the caller goes to the queue.
 */
export function walk(flow: IvrFlow, from: string, facts: Facts): Stop {
  const said: IvrPrompt[] = [];
  const seen = new Set<string>();
  let id = from;
  for (;;) {
    const step = flow.steps[id];
    if (!step || seen.has(id)) return { id: flow.danger, step: QUEUE, said };
    seen.add(id);
    if (step.do === 'say') {
      said.push(...step.prompts);
      if (step.incident && facts.incident) said.push(facts.incident);
      id = step.next;
    } else if (step.do === 'check') {
      id = holds(step.when, facts) ? step.yes : step.no;
    } else if (step.do === 'offerCallback' && !worthOffering(step, facts)) {
      id = step.next;
    } else {
      return { id, step, said };
    }
  }
}

/** Nobody can be called back in a browser, and a short wait is not worth the question. */
function worthOffering(step: Extract<IvrStep, { do: 'offerCallback' }>, facts: Facts): boolean {
  return facts.channel === 'phone' && facts.expectedWaitSeconds >= step.whenWaitOver;
}
