import type { IvrFlow } from '@1999/telephony/contract/ivr';
import { expect, test } from 'vitest';
import {
  freeStepId,
  newStep,
  stepKinds,
  withBetween,
  withKey,
  withoutStep,
  withSound,
  withStep,
} from './flow-draft.ts';

const flow: IvrFlow = { start: 'queue', danger: 'queue', steps: { queue: { do: 'queue' } } };

test('steps of every kind are added under a free name, changed and removed', () => {
  let draft = flow;
  for (const kind of stepKinds) draft = withStep(draft, freeStepId(draft), newStep(kind, 'queue'));
  expect(Object.keys(draft.steps)).toHaveLength(stepKinds.length + 1);
  expect(draft.steps['step-3']).toMatchObject({ do: 'menu', otherwise: { next: 'queue' } });
  expect(withoutStep(draft, 'step-3').steps).not.toHaveProperty('step-3');
  expect(freeStepId(withoutStep(draft, 'step-3'))).toBe('step-3');
  expect(flow.steps).toEqual({ queue: { do: 'queue' } });
});

test('a key of a menu is set and taken away', () => {
  const menu = newStep('menu', 'queue');
  if (menu.do !== 'menu') throw new Error('no menu');
  const more = withKey(menu, '2', { topic: 'report', next: 'queue' });
  expect(Object.keys(more.keys)).toEqual(['1', '2']);
  expect(Object.keys(withKey(more, '1', null).keys)).toEqual(['2']);
});

test('a sound is set, replaced and taken away again', () => {
  const one = withSound(undefined, 'zh', 'first');
  expect(withSound(one, 'zh', 'second')).toEqual({ zh: 'second' });
  expect(withSound(withSound(one, 'nan', 'other'), 'zh', null)).toEqual({ nan: 'other' });
  expect(withSound(one, 'zh', null)).toBeUndefined();
  const said = withBetween(flow, 'goodbye', one);
  expect(said.between).toEqual({ goodbye: { zh: 'first' } });
  expect(withBetween(said, 'goodbye', undefined).between).toEqual({});
});
