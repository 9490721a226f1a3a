import type { Caller, CommandContext } from '@1999/platform';
import type { FlowEvent } from '../domain/call-flow.ts';
import { onCall, onLine } from '../io/on-call.ts';
import { saveCall } from '../io/save-call.ts';
import type { Call } from '../io/tables.ts';
import { claimOnce } from '../io/webhook-inbox.ts';
import { advanceCall, heardFromProvider } from './advance-call.ts';
import { openCall } from './open-call.ts';

/** A call by telephone as a web hook names it. */
export interface PhoneCaller {
  readonly callSid: string;
  /** The caller's number as the carrier gives it; only the vault keeps it. */
  readonly from: string;
}

export interface PhoneEvent {
  readonly caller: PhoneCaller;
  /** Keys under which a repeat is recognised; empty for a question that is answered from state. */
  readonly keys: readonly (string | undefined)[];
  /** What it means to the call flow, if anything. */
  readonly event: FlowEvent | null;
  /** The carrier says that the line has ended. */
  readonly lineEnded?: boolean;
}

const E164 = /^\+[1-9]\d{6,14}$/;

/**
 * Applies one web hook about a telephone call at most once: inbox row and effect are one
 * transaction. The first web hook of a call, whichever it is, makes the call. Returns the call as
 * it then stands.
 */
export function takePhoneEvent(caller: Caller, input: PhoneEvent): Promise<Call> {
  const store = input.event?.type === 'arrived' ? onLine : onCall;
  return store(caller, { sid: input.caller.callSid }, async (context, found) => {
    const row = found ?? (await openPhoneCall(context, input.caller));
    const keys = input.keys.filter((key) => key !== undefined);
    if (keys.length > 0 && !(await claimOnce(context, keys))) return row;
    let current = heardFromProvider(context, row);
    if (input.lineEnded) current = saveCall(context, current, { lineEndedAt: context.now });
    return input.event ? advanceCall(context, current, input.event) : current;
  });
}

async function openPhoneCall(context: CommandContext, caller: PhoneCaller): Promise<Call> {
  const { app, tx, now } = context;
  // A withheld number comes as a word or a placeholder: the citizen is then nobody we know.
  const citizenId = E164.test(caller.from)
    ? await app.vault.citizenByPhone(tx, caller.from, now)
    : await app.vault.newCitizen(tx, now);
  return openCall(context, { provider: 'twilio', providerSid: caller.callSid, citizenId });
}
