import type { Language } from '@1999/telephony/contract';
import type {
  BetweenPrompt,
  IvrFlow,
  IvrKey,
  IvrPrompt,
  IvrStep,
} from '@1999/telephony/contract/ivr';
import type { Sounds } from '@1999/telephony/contract/sound';

/** The kinds of steps a supervisor adds. */
export const stepKinds = [
  'say',
  'check',
  'menu',
  'offerCallback',
  'queue',
  'voicemail',
  'end',
] as const;
export type StepKind = (typeof stepKinds)[number];
/** The keys a menu may have; 9 is danger in every menu. */
export const menuDigits = ['1', '2', '3', '4', '5', '6', '7', '8', '0'] as const;

const hold: IvrPrompt[] = [{ prompt: 'please-hold' }];

/** A new step of a kind, which leads where `next` says. */
export function newStep(kind: StepKind, next: string): IvrStep {
  switch (kind) {
    case 'say':
      return { do: 'say', prompts: hold, incident: false, next };
    case 'check':
      return { do: 'check', when: { is: 'incident' }, yes: next, no: next };
    case 'menu':
      return { do: 'menu', prompts: hold, keys: { '1': { next } }, otherwise: { next } };
    case 'offerCallback':
      return {
        do: 'offerCallback',
        prompts: [{ prompt: 'callback-offer' }],
        whenWaitOver: 300,
        next,
      };
    case 'queue':
      return { do: 'queue' };
    case 'voicemail':
      return { do: 'voicemail', prompts: [{ prompt: 'voicemail' }] };
    case 'end':
      return { do: 'end', prompts: [{ prompt: 'goodbye' }] };
  }
}

/** The flow with one step put in or changed. */
export function withStep(flow: IvrFlow, id: string, step: IvrStep): IvrFlow {
  return { ...flow, steps: { ...flow.steps, [id]: step } };
}

/** The flow without a step; what led to it leads nowhere until it is mended. */
export function withoutStep(flow: IvrFlow, id: string): IvrFlow {
  const { [id]: _, ...steps } = flow.steps;
  return { ...flow, steps };
}

/** The next free name: step-1, step-2 … */
export function freeStepId({ steps }: IvrFlow): string {
  let number = 1;
  while (`step-${number}` in steps) number += 1;
  return `step-${number}`;
}

type Menu = Extract<IvrStep, { do: 'menu' }>;

/** A menu with one key set, or taken away with null. */
export function withKey(menu: Menu, digit: string, key: IvrKey | null): Menu {
  const { [digit]: _, ...others } = menu.keys;
  return { ...menu, keys: key ? { ...others, [digit]: key } : others };
}

/** Sounds with one set, or taken away with null; none left is none at all. */
export function withSound(
  sounds: Sounds | undefined,
  language: Language,
  soundId: string | null,
): Sounds | undefined {
  const { [language]: _, ...others } = sounds ?? {};
  const changed = soundId ? { ...others, [language]: soundId } : others;
  return Object.keys(changed).length > 0 ? changed : undefined;
}

/** The flow with the sounds of what is said between its steps. */
export function withBetween(
  flow: IvrFlow,
  prompt: BetweenPrompt,
  sounds: Sounds | undefined,
): IvrFlow {
  const { [prompt]: _, ...others } = flow.between ?? {};
  return { ...flow, between: sounds ? { ...others, [prompt]: sounds } : others };
}
