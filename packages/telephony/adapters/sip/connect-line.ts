import { type App, type CommandContext, task } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { RtpPlace } from '../../contract/media.ts';
import { type Call, call, callParty } from '../../io/tables.ts';
import { openTrunkLeg } from '../webcall/media-peer.ts';
import { lineBridge, mediaChannel } from './channel-ids.ts';
import {
  askEngine,
  askIfThere,
  type EngineLine,
  EngineRefused,
  lineNamed,
  STASIS_APP,
} from './engine.ts';

const ConnectLine = z.object({
  callId: Id,
  legId: Id,
  /** The line at its engine. */
  sid: z.string(),
});
const TRIES = 10;

const Variable = z.object({ value: z.string() });
const Channel = z.object({ state: z.string() });
const Bridge = z.object({ channels: z.array(z.string()) });

/**
 * Brings a line of the trunk into its room at the media peer: the line is answered and bridged to a
 * second channel, which carries its sound to the leg's port. Repeats are harmless, and after the
 * peer was started anew they bring the line to its new port.
 */
export const connectLineTask = task({
  name: 'telephony.connectLine',
  payload: ConnectLine,
  run: async (app, { callId, legId, sid }) => {
    const [row] = await app.db.select().from(call).where(eq(call.id, callId));
    const line = lineNamed(app, sid);
    if (!line || !row || row.state === 'ended' || (await hasLeft(app, row, legId))) return;
    try {
      await connect(app, row, legId, line);
    } catch (error) {
      // The line is gone: its end is told by an event of its own.
      if (!(error instanceof EngineRefused) || error.status !== 404) throw error;
      app.log.info({ callId, status: error.status }, 'engine refused');
    }
  },
});

/** Queues it, in the order of the call's commands. */
export function connectLine(
  { enqueue }: CommandContext,
  { id: callId }: Pick<Call, 'id'>,
  legId: string,
  sid: string,
): void {
  const options = { queue: `call:${callId}`, maxAttempts: TRIES };
  enqueue(connectLineTask, { callId, legId, sid }, options);
}

async function hasLeft(app: App, row: Call, legId: string): Promise<boolean> {
  if (legId === row.callerLegId) return false;
  const [party] = await app.db.select().from(callParty).where(eq(callParty.id, legId));
  return party?.state !== 'invited' && party?.state !== 'joined';
}

async function connect(app: App, row: Call, legId: string, line: EngineLine): Promise<void> {
  if (row.direction === 'outbound' && (await stillRings(app, line))) return;
  const kind = legId === row.callerLegId ? 'caller' : 'outside';
  const offer = { callId: row.id, kind } as const;
  const place = await openTrunkLeg(app, legId, { ...offer, engine: null });
  await answer(app, line);
  const media = mediaChannel(legId, place.port);
  const engine = await soundOf(app, line, media, place);
  await bridge(app, line, legId, media);
  await openTrunkLeg(app, legId, { ...offer, engine });
}

/** Whoever is rung has not picked up yet, and is brought in when that is told. */
async function stillRings(app: App, { engine, channelId }: EngineLine): Promise<boolean> {
  const { state } = Channel.parse(await askEngine(app, engine, 'GET', `/channels/${channelId}`));
  return state !== 'Up';
}

async function answer(app: App, { engine, channelId }: EngineLine): Promise<void> {
  await askEngine(app, engine, 'POST', `/channels/${channelId}/answer`);
}

/** Where the engine sends and takes the line's sound; the channel is made when it is not there. */
async function soundOf(
  app: App,
  { engine }: EngineLine,
  channelId: string,
  { address, port }: RtpPlace,
): Promise<RtpPlace> {
  // Asked for twice under one id, Asterisk answers 500: it is looked for first.
  if (!(await askIfThere(app, engine, 'GET', `/channels/${channelId}`))) {
    await askEngine(app, engine, 'POST', '/channels/externalMedia', {
      channelId,
      app: STASIS_APP,
      external_host: address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`,
      format: 'ulaw',
    });
  }
  const variable = async (name: string) => {
    const path = `/channels/${channelId}/variable`;
    return Variable.parse(await askEngine(app, engine, 'GET', path, { variable: name })).value;
  };
  return {
    address: await variable('UNICASTRTP_LOCAL_ADDRESS'),
    port: Number(await variable('UNICASTRTP_LOCAL_PORT')),
  };
}

/** The line and its sound are alone together; what carried its sound before is hung up. */
async function bridge(
  app: App,
  { engine, channelId }: EngineLine,
  legId: string,
  media: string,
): Promise<void> {
  const path = `/bridges/${lineBridge(legId)}`;
  if (!(await askIfThere(app, engine, 'GET', path))) {
    await askEngine(app, engine, 'POST', path, { type: 'mixing,dtmf_events' });
  }
  const { channels } = Bridge.parse(await askEngine(app, engine, 'GET', path));
  const both = [channelId, media];
  for (const other of channels.filter((id) => !both.includes(id))) {
    await askIfThere(app, engine, 'DELETE', `/channels/${other}`);
  }
  // Whoever is there already would be taken out and put in again, which can be heard.
  for (const channel of both.filter((id) => !channels.includes(id))) {
    await askEngine(app, engine, 'POST', `${path}/addChannel`, { channel });
  }
}
