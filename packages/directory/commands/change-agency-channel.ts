import { Conflict, command, Invalid, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { ChangeAgencyChannelBody } from '../contract.ts';
import { agencyChannel } from '../io/tables.ts';

const ChangeAgencyChannel = ChangeAgencyChannelBody.extend({ agencyId: Id, channelId: Id });

/**
 * Changes for which orders a way is, or where it leads; the secret of a web hook stays.
 * @throws NotFound; Conflict when the agency has that way already; Invalid for an address that does
 * not go with the channel.
 */
export const changeAgencyChannel = command(
  'agencyChannel.change',
  ChangeAgencyChannel,
  async ({ app, tx, journal }, { agencyId, channelId, level, target }) => {
    const here = and(
      eq(agencyChannel.id, channelId),
      eq(agencyChannel.agencyId, agencyId),
      eq(agencyChannel.active, true),
    );
    const [row] = await tx.select().from(agencyChannel).where(here).for('update');
    if (!row) throw new NotFound();
    if (level && level !== row.level && !row.targetSealed) {
      const same = and(
        eq(agencyChannel.agencyId, agencyId),
        eq(agencyChannel.level, level),
        eq(agencyChannel.channel, row.channel),
        eq(agencyChannel.active, true),
      );
      const taken = await tx.$count(agencyChannel, same);
      if (taken) throw new Conflict('channel_there', 'The agency has this already.');
    }
    if (target !== undefined && !goesWith(row.channel, target)) {
      throw new Invalid('target_invalid', 'This is no address for this channel.', 'target');
    }
    const targetSealed =
      target && row.keyId ? await app.vault.seal(tx, row.keyId, target) : row.targetSealed;
    await tx
      .update(agencyChannel)
      .set({ level: level ?? row.level, targetSealed })
      .where(here);
    await journal({
      subjectType: 'agency',
      subjectId: agencyId,
      type: 'agency.channelChanged',
      payload: { channelId, level: level ?? row.level, channel: row.channel },
    });
  },
);

function goesWith(channel: string, target: string): boolean {
  if (channel === 'email') return z.email().safeParse(target).success;
  return ['webhook', 'open311'].includes(channel) && URL.canParse(target);
}
