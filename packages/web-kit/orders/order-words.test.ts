import { AcknowledgedVia, ClockKind, ClockState, OrderState } from '@1999/dispatch/contract';
import { expect, test } from 'vitest';
import { zh } from '../messages/index.ts';

test('every state, clock and way of acknowledging has a word on the screen', () => {
  const needed = [
    ...OrderState.options.map((state) => `kit.order.${state}`),
    ...ClockKind.options.map((kind) => `kit.clock.${kind}`),
    ...ClockState.options.map((state) => `kit.clockState.${state}`),
    ...AcknowledgedVia.options.map((via) => `kit.via.${via}`),
  ];
  expect(needed.filter((key) => !(key in zh))).toEqual([]);
});
