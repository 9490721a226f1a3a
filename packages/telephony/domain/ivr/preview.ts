import type { FlowPreview, IvrFlow } from '../../contract/ivr.ts';
import { advance, type FlowResult, newFlow } from '../call-flow.ts';
import { utteranceIn } from '../prompt-sounds.ts';
import { wordsOf } from '../prompts.ts';
import type { Facts } from './facts.ts';

/**
 * What a caller hears who presses these keys, turn by turn; `-` is none in time. A question that
 * the keys do not answer is where the preview stops. The flow must be without problems.
 */
export function previewFlow(
  flow: IvrFlow,
  keys: readonly string[],
  facts: Facts,
): Omit<FlowPreview, 'problems'> {
  const guide = { flow, facts };
  const turns: FlowPreview['turns'] = [];
  const hears = ({ state }: FlowResult, key: string | null) =>
    turns.push({
      step: state.node ?? state.step,
      said: state.prompts.map((one) => {
        const { zh, en } = wordsOf(one);
        const heard = utteranceIn(one, state.language);
        return { zh, en, sound: 'sound' in heard ? heard.sound : null };
      }),
      key,
    });
  let at = advance(newFlow, { type: 'arrived' }, guide);
  for (const key of keys) {
    if (at.state.step !== 'menu') break;
    hears(at, key);
    const { turn } = at.state;
    at =
      key === '-'
        ? advance(at.state, { type: 'noDigit', turn }, guide)
        : advance(at.state, { type: 'digit', digit: key, turn }, guide);
  }
  hears(at, null);
  const { step, language, topic } = at.state;
  return { turns, arrivedAt: step, language, topic };
}
