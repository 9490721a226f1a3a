import { AcknowledgedVia, ClockKind, ClockState, OrderState } from '@1999/dispatch/contract';
import { expect, test } from 'vitest';
import { zh } from '../../messages/zh.ts';

test('every state, clock and way of acknowledging has a word on the screen', () => {
  const needed = [
    ...OrderState.options.map((state) => `order.${state}`),
    ...ClockKind.options.map((kind) => `clock.${kind}`),
    ...ClockState.options.map((state) => `clockState.${state}`),
    ...AcknowledgedVia.options.map((via) => `via.${via}`),
  ];
  expect(needed.filter((key) => !(key in zh))).toEqual([]);
});
