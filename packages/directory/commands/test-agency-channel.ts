import { deliver } from '@1999/messaging';
import { type CommandContext, Conflict, command, Invalid, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { TESTABLE_CHANNELS } from '../contract.ts';
import { agencyChannel } from '../io/tables.ts';
import { devicesOfAgency } from '../queries/devices-of-agency.ts';
import { dutyContacts } from '../queries/duty-contacts.ts';

/**
 * Sends a message without an order by one of an agency's ways, to show that it leads somewhere.
 * What comes of it is read like any delivery, about the channel's id.
 * @throws NotFound; Invalid for a way that can't be tried without trouble to people or systems;
 * Conflict when nobody is on duty whose telephone could take a text message.
 */
export const testAgencyChannel = command(
  'agencyChannel.test',
  z.strictObject({ agencyId: Id, channelId: Id }),
  async (context, { agencyId, channelId }) => {
    const [way] = await context.tx
      .select({ channel: agencyChannel.channel })
      .from(agencyChannel)
      .where(
        and(
          eq(agencyChannel.id, channelId),
          eq(agencyChannel.agencyId, agencyId),
          eq(agencyChannel.active, true),
        ),
      );
    if (!way) throw new NotFound();
    const channel = TESTABLE_CHANNELS.find((one) => one === way.channel);
    if (!channel) throw new Invalid('channel_not_testable', 'This way can not be tried.');
    const about = { purpose: 'channel.test', refType: 'agencyChannel', refId: channelId };
    for (const to of await receivers(context, channel, agencyId)) {
      await deliver.within(context, {
        channel,
        ...about,
        agencyId,
        to,
        agencyChannelId: channelId,
      });
    }
  },
);

async function receivers(
  { tx, now }: CommandContext,
  channel: (typeof TESTABLE_CHANNELS)[number],
  agencyId: string,
) {
  if (channel === 'sms') {
    const [first] = await dutyContacts(tx, { agencyId, level: 'unit', at: now });
    if (!first) throw new Conflict('nobody_on_duty', 'Nobody is on duty at this hour.');
    return [{ dutyContactId: first.id }];
  }
  const devices = channel === 'push' ? await devicesOfAgency(tx, agencyId) : [];
  return devices.length > 0 ? devices.map((deviceId) => ({ deviceId })) : [{ agencyId }];
}
