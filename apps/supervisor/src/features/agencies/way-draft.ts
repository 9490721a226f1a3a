import {
  AddAgencyChannelBody,
  type AgencyChannel,
  type ChangeAgencyChannelBody,
  ChannelLevel,
} from '@1999/directory/contract';
import { ChannelName } from '@1999/messaging/contract';
import { z } from 'zod';

/** Channels that lead to an address of their own. */
const WITH_ADDRESS: readonly string[] = ['email', 'webhook', 'open311'];

/** Whether a way of this channel has an address. */
export function hasAddress(channel: string): boolean {
  return WITH_ADDRESS.includes(channel);
}

/** A way as it is written in the form: every field a text or a choice. */
export const WayDraft = z
  .object({
    level: ChannelLevel,
    channel: ChannelName,
    target: z.string().trim(),
    secret: z.string().trim().max(200),
  })
  .superRefine(({ channel, target }, context) => {
    const right =
      !hasAddress(channel) ||
      (channel === 'email'
        ? z.email().max(200)
        : z.url({ protocol: /^https$/ }).max(500)
      ).safeParse(target).success;
    if (right) return;
    const error = channel === 'email' ? 'kit.field.email' : 'ways.form.target.fault';
    context.addIssue({ code: 'custom', path: ['target'], input: target, message: error });
  });
export type WayDraft = z.infer<typeof WayDraft>;

/** The form's first values. */
export function draftOf(way: AgencyChannel | null): WayDraft {
  return {
    level: way?.level ?? 'danger',
    channel: way?.channel ?? 'sms',
    target: way?.target ?? '',
    secret: '',
  };
}

/** What adds the way. */
export function addBodyOf({ level, channel, target, secret }: WayDraft) {
  return AddAgencyChannelBody.parse({
    level,
    channel,
    ...(hasAddress(channel) ? { target } : {}),
    ...(channel === 'open311' && secret ? { secret } : {}),
  });
}

/** What changes a way; its channel stays, and with it the secret. */
export function changeBodyOf({
  level,
  channel,
  target,
}: WayDraft): z.input<typeof ChangeAgencyChannelBody> {
  return { level, ...(hasAddress(channel) ? { target } : {}) };
}
