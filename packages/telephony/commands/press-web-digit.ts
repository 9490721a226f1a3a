import { command, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { PressDigit } from '../contract.ts';
import { lockCall } from '../io/lock-call.ts';
import { advanceCall } from './advance-call.ts';

/** A key pressed on the page of a web call, sent by HTTP. @throws NotFound for no web call. */
export const pressWebDigit = command(
  'webcall.press',
  PressDigit.extend({ callId: Id }),
  async (context, { callId, digit }) => {
    const row = await lockCall(context.tx, callId);
    if (row?.provider !== 'webcall') throw new NotFound();
    const after = await advanceCall(context, row, { type: 'digit', digit });
    return { state: after.state };
  },
);
