import type { App, TrunkEngine } from '@1999/platform';
import { and, eq, like, ne } from 'drizzle-orm';
import { z } from 'zod';
import { takeEngineEvent } from '../../commands/take-engine-event.ts';
import { call, callParty } from '../../io/tables.ts';
import { named } from './channel-ids.ts';
import { askEngine, lineNamed, STASIS_APP, sidOf } from './engine.ts';
import { Channel, type ChannelEvent } from './events.ts';

/** Q.850: recovery on timer expiry. What is not there any more has not been hung up by hand. */
const LOST = 102;

/**
 * After a connection to an engine was lost and stands again: what was not told meanwhile is looked
 * up. Lines of ours that the engine no longer has are over; callers it has and we do not have come.
 */
export async function reconcileEngine(app: App, engine: TrunkEngine): Promise<void> {
  // Ours first: a line that is dialled between the two questions must not be taken for lost.
  const ours = await linesAt(app, engine);
  const there = z.array(Channel).parse(await askEngine(app, engine, 'GET', '/channels'));
  const ids = new Set(there.map(({ id }) => id));
  const caller = { app, actor: { kind: 'carrier', id: 'sip' } } as const;
  const timestamp = app.clock.now().toString();
  for (const sid of ours) {
    const id = lineNamed(app, sid)?.channelId;
    if (!id || ids.has(id)) continue;
    const channel = { id, state: 'Up', caller: { number: '' }, dialplan };
    const gone: ChannelEvent = { type: 'ChannelDestroyed', timestamp, channel, cause: LOST };
    await takeEngineEvent(caller, sid, gone);
  }
  for (const channel of there) {
    const { app_name: name, app_data: data } = channel.dialplan;
    const waits = name === 'Stasis' && data.split(',')[0] === STASIS_APP;
    if (!waits || named(channel.id).is === 'media') continue;
    const come: ChannelEvent = { type: 'StasisStart', timestamp, channel };
    await takeEngineEvent(caller, sidOf(engine, channel.id), come);
  }
}

const dialplan = { app_name: '', app_data: '' };

async function linesAt(app: App, { name }: TrunkEngine): Promise<string[]> {
  const pattern = `${name.replace(/[\\%_]/g, '\\$&')}/%`;
  const callers = await app.db
    .select({ sid: call.providerSid })
    .from(call)
    .where(and(eq(call.provider, 'sip'), ne(call.state, 'ended'), like(call.providerSid, pattern)));
  const parties = await app.db
    .select({ sid: callParty.providerSid })
    .from(callParty)
    .where(and(ne(callParty.state, 'left'), like(callParty.providerSid, pattern)));
  return [...callers, ...parties].map(({ sid }) => sid).filter((sid) => sid !== null);
}
