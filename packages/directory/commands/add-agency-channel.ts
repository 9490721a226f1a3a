import { randomBytes } from 'node:crypto';
import { Conflict, command, NotFound, newId } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { AddAgencyChannelBody } from '../contract.ts';
import { agencyChannel } from '../io/tables.ts';
import { agencyById } from '../queries/agencies.ts';

const AddAgencyChannel = z.strictObject({
  agencyId: Id,
  way: AddAgencyChannelBody,
  /** What signs a web hook; made by the caller, so that no receipt of the command keeps it. */
  secret: z.string().optional(),
});

/** A new secret for signing web hooks: 32 random bytes. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64url')}`;
}

/**
 * Adds a way by which an agency is told of its orders; its address and secret are sealed.
 * @throws NotFound for an agency that is not there; Conflict for a way it has already.
 */
export const addAgencyChannel = command(
  'agencyChannel.add',
  AddAgencyChannel,
  async ({ app, tx, now, journal }, { agencyId, way, secret }) => {
    if (!(await agencyById(tx, agencyId))) throw new NotFound();
    const id = newId();
    const { level, channel } = way;
    const target = 'target' in way ? way.target : null;
    const keyId = target ? await app.vault.newCitizen(tx, now) : null;
    const seal = (clear: string | null | undefined) =>
      keyId && clear ? app.vault.seal(tx, keyId, clear) : null;
    const made = await tx
      .insert(agencyChannel)
      .values({
        id,
        agencyId,
        level,
        channel,
        keyId,
        targetSealed: await seal(target),
        secretSealed: await seal(secret ?? ('secret' in way ? way.secret : null)),
        active: true,
        createdAt: now,
      })
      .onConflictDoNothing()
      .returning({ id: agencyChannel.id });
    if (made.length === 0) throw new Conflict('channel_there', 'The agency has this already.');
    await journal({
      subjectType: 'agency',
      subjectId: agencyId,
      type: 'agency.channelAdded',
      payload: { channelId: id, level, channel },
    });
    return { channelId: id };
  },
);

/** Takes a way away from an agency. With none left at a level it is told by app and telephone. */
export const removeAgencyChannel = command(
  'agencyChannel.remove',
  z.strictObject({ agencyId: Id, channelId: Id }),
  async ({ tx, journal }, { agencyId, channelId }) => {
    const [gone] = await tx
      .update(agencyChannel)
      .set({ active: false })
      .where(
        and(
          eq(agencyChannel.id, channelId),
          eq(agencyChannel.agencyId, agencyId),
          eq(agencyChannel.active, true),
        ),
      )
      .returning();
    if (!gone) throw new NotFound();
    const { level, channel } = gone;
    await journal({
      subjectType: 'agency',
      subjectId: agencyId,
      type: 'agency.channelRemoved',
      payload: { channelId, level, channel },
    });
  },
);
