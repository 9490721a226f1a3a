import type { ChannelName } from '@1999/messaging/contract';
import type { App, Reader } from '@1999/platform';
import { and, asc, eq } from 'drizzle-orm';
import type { AgencyChannel, ChannelLevel } from '../contract.ts';
import { agencyChannel } from '../io/tables.ts';

/** A way to tell an agency; `id` is null for what every agency has that has chosen nothing. */
export interface WayToTell {
  readonly id: string | null;
  readonly channel: ChannelName;
}

/** How an agency is told that has chosen nothing for a level. */
export const USUAL: readonly WayToTell[] = [
  { id: null, channel: 'app' },
  { id: null, channel: 'voice' },
];

/**
 * How an agency is told of orders of each level, in the order it has chosen them; of a level for
 * which it has chosen nothing by its open app and the telephone.
 */
export async function waysToTell(
  reader: Reader,
  agencyId: string,
): Promise<Readonly<Record<ChannelLevel, readonly WayToTell[]>>> {
  const chosen = await reader
    .select({ id: agencyChannel.id, channel: agencyChannel.channel, level: agencyChannel.level })
    .from(agencyChannel)
    .where(and(eq(agencyChannel.agencyId, agencyId), eq(agencyChannel.active, true)))
    .orderBy(asc(agencyChannel.id));
  const of = (wanted: ChannelLevel) => {
    const ways = chosen.filter(({ level }) => level === wanted);
    return ways.length > 0 ? ways.map(({ id, channel }) => ({ id, channel })) : USUAL;
  };
  return { normal: of('normal'), danger: of('danger') };
}

/** What an agency has chosen, with the addresses in the clear, for whoever manages them. */
export async function channelsOfAgency(app: App, agencyId: string): Promise<AgencyChannel[]> {
  const rows = await app.db
    .select()
    .from(agencyChannel)
    .where(and(eq(agencyChannel.agencyId, agencyId), eq(agencyChannel.active, true)))
    .orderBy(asc(agencyChannel.level), asc(agencyChannel.id));
  return Promise.all(
    rows.map(async ({ id, level, channel, keyId, targetSealed }) => ({
      id,
      level,
      channel,
      target: keyId && targetSealed ? await app.vault.unseal(app.db, keyId, targetSealed) : null,
    })),
  );
}

/** Where a chosen way leads, for a machine about to use it; null when it was taken away. */
export async function addressOfChannel(
  app: App,
  channelId: string,
): Promise<{ to: string; secret?: string | undefined } | null> {
  const [row] = await app.db
    .select()
    .from(agencyChannel)
    .where(and(eq(agencyChannel.id, channelId), eq(agencyChannel.active, true)));
  if (!row?.keyId || !row.targetSealed) return null;
  const to = await app.vault.unseal(app.db, row.keyId, row.targetSealed);
  const secret = row.secretSealed && (await app.vault.unseal(app.db, row.keyId, row.secretSealed));
  return to ? { to, secret: secret || undefined } : null;
}
