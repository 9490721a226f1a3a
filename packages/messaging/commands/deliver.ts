import { command, newId, rowsOf } from '@1999/platform';
import { Id, InstantText } from '@1999/platform/contract';
import { z } from 'zod';
import { ChannelName } from '../contract.ts';
import { TRY_TAKES_AT_MOST } from '../domain/retry.ts';
import { callInProgress } from '../io/call-in-progress.ts';
import { deliveryEntry } from '../io/journal-entry.ts';
import { attempts, type DeliveryRow, deliveries } from '../io/tables.ts';
import { deliverTask } from '../jobs/deliver-task.ts';

const Receiver = z.union([
  z.strictObject({ dutyContactId: Id }),
  z.strictObject({ citizenId: Id }),
  z.strictObject({ agencyId: Id }),
  z.strictObject({ deviceId: Id }),
]);

/** Who may be told by a channel; what is not named goes to an agency as a whole. */
const RECEIVERS: Partial<Record<ChannelName, readonly string[]>> = {
  voice: ['dutyContactId', 'citizenId'],
  sms: ['dutyContactId', 'citizenId'],
  // An agency nobody of which has a device: that fails, and is seen to fail.
  push: ['deviceId', 'agencyId'],
};

export const Deliver = z
  .strictObject({
    channel: ChannelName,
    /** Which composer writes the words, for example `order.notify`. */
    purpose: z.string().min(1).max(80),
    refType: z.string().min(1).max(40),
    refId: Id,
    threadId: Id.nullish(),
    agencyId: Id.nullish(),
    to: Receiver,
    /** Codes and ids for the composer; never personal data. */
    params: z.record(z.string(), z.unknown()).default({}),
    /** A call speaks what is urgent first, then what is due first. */
    urgent: z.boolean().default(false),
    dueAt: InstantText.nullish(),
    /** Which of the agency's channels it goes by; its address is looked up there. */
    agencyChannelId: Id.nullish(),
  })
  .refine(({ channel, to }) => (RECEIVERS[channel] ?? ['agencyId']).some((kind) => kind in to), {
    message: 'calls and text messages go to a person, push to a device, all else to an agency',
    path: ['to'],
  });

/**
 * Sends one message: its row, its job and its event commit together with what caused them
 * (invariant I11). The app channel needs no carrier: the event itself is the message, so it counts
 * as sent at the commit. A call to somebody who is on a call of ours at that moment joins it there
 * and then; any other is placed, or joins one to the same telephone, by its job.
 */
export const deliver = command('messaging.deliver', Deliver, async (context, input) => {
  const { now, journal, write, enqueue } = context;
  const online = input.channel === 'app';
  const [toKind, toId] =
    'dutyContactId' in input.to
      ? (['dutyContact', input.to.dutyContactId] as const)
      : 'citizenId' in input.to
        ? (['citizen', input.to.citizenId] as const)
        : 'deviceId' in input.to
          ? (['device', input.to.deviceId] as const)
          : (['agency', input.to.agencyId] as const);
  const joined = input.channel === 'voice' ? await callInProgress(context, toId) : null;
  const row: DeliveryRow = {
    id: newId(),
    channel: input.channel,
    purpose: input.purpose,
    refType: input.refType,
    refId: input.refId,
    threadId: input.threadId ?? null,
    agencyId: input.agencyId ?? null,
    toKind,
    toId,
    params: input.params,
    state: online ? 'sent' : 'queued',
    attempts: online || joined ? 1 : 0,
    // Until the job is done; should its worker die, the sweep takes the row over at this moment.
    nextTryAt: online || joined ? null : now.add(TRY_TAKES_AT_MOST),
    providerRef: null,
    reason: null,
    digit: null,
    queuedAt: now,
    sentAt: online ? now : null,
    deliveredAt: null,
    acknowledgedAt: null,
    failedAt: null,
    callId: joined,
    urgent: input.urgent,
    dueAt: input.dueAt ? Temporal.Instant.from(input.dueAt) : null,
    agencyChannelId: input.agencyChannelId ?? null,
  };
  const { id: deliveryId, channel, state } = row;
  const endedAt = online ? now : null;
  const first = { deliveryId, n: 1, channel, state, startedAt: now, endedAt };
  write(rowsOf(deliveries, [row]), rowsOf(attempts, online || joined ? [first] : []));
  await journal(deliveryEntry(row, row.state));
  if (!online && !joined) enqueue(deliverTask, { deliveryId, attempt: 1 });
  return { deliveryId };
});
