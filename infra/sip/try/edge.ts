import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { render } from '../render.ts';
import { fetchTools, folderOf, type Sipp, startKamailio, startSipp } from './tools.ts';

/**
 * Tries the trunk's edge: SIPp as the carrier calls through Kamailio to SIPp as the engines. Each
 * plays on an address of its own of this machine's loopback.
 */
const CARRIER = '127.0.0.2';
const STRANGER = '127.0.0.3';
const EDGE = '127.0.0.10';
const ONE = '127.0.0.11';
const TWO = '127.0.0.12';
const [EDGE_PORT, CARRIER_PORT, ENGINE_PORT] = ['15060', '15062', '15070'];
const CALLS_PER_SECOND = 5;
/** Two missed OPTIONS, 2 s apart, and a little. */
const NOTICED_MS = 9_000;

fetchTools();
const folder = folderOf('edge');
render(
  'kamailio',
  {
    EDGE_ADDRESS: EDGE,
    EDGE_PORT,
    CARRIER_ADDRESS: CARRIER,
    CARRIER_PORT,
    ENGINE_ADDRESS: ONE,
    SECOND_ENGINE_ADDRESS: TWO,
    ENGINE_SIP_PORT: ENGINE_PORT,
    HOTLINE_NUMBERS: '^(\\+?8867|07)?1999$',
    CALLS_PER_SECOND: String(CALLS_PER_SECOND),
  },
  folder,
);

const scenario = (name: string) => join(import.meta.dirname, 'scenarios', `${name}.xml`);
const engines = new Map<string, Sipp>();
const engine = async (address: string, args = ['-sf', scenario('answers')]) => {
  await engines.get(address)?.stop();
  // SIPp's own answerer of calls answers OPTIONS too.
  engines.set(address, startSipp(address, ENGINE_PORT, [...args, '-aa']));
};
const dead = async (address: string) => {
  await engines.get(address)?.stop();
  engines.delete(address);
};
const call = (count: number, rate: number, from = CARRIER, number = '1999') =>
  startSipp(from, CARRIER_PORT, [
    ...[
      '-sf',
      scenario('calls'),
      '-s',
      number,
      '-m',
      String(count),
      '-r',
      String(rate),
      '-d',
      '50',
    ],
    ...['-timeout', '12s', '-recv_timeout', '6000', `${EDGE}:${EDGE_PORT}`],
  ]).counts();
const asks = () =>
  startSipp(CARRIER, CARRIER_PORT, [
    ...['-sf', scenario('asks'), '-m', '1', '-timeout', '5s', `${EDGE}:${EDGE_PORT}`],
  ]).counts();
const invites = (address: string) =>
  engines
    .get(address)
    ?.said()
    .match(/^INVITE /gm)?.length ?? 0;

let failures = 0;
function tell(what: string, holds: boolean, seen: unknown): void {
  if (!holds) failures += 1;
  console.log(`${holds ? 'yes' : 'NO '}  ${what}  ${JSON.stringify(seen)}`);
}

const kamailio = await startKamailio(folder);
try {
  await engine(ONE);
  await engine(TWO);
  await sleep(3_000);
  const healthy = await call(8, 4);
  const shared = [invites(ONE), invites(TWO)];
  const early = [ONE, TWO].some((one) => engines.get(one)?.said().includes('X-Last-Engine'));
  const both = healthy.good === 8 && !shared.includes(0) && !early;
  tell('two healthy engines share the calls, none is told to be the last', both, {
    ...healthy,
    shared,
  });
  const asked = await asks();
  tell('the carrier that asks is told that we live', asked.good === 1, asked);
  const foreign = await call(1, 1, CARRIER, '2000');
  tell('a number that is not ours is refused', foreign.good === 0 && foreign.bad === 1, foreign);

  const before = invites(ONE) + invites(TWO);
  const stranger = await call(2, 2, STRANGER);
  const reached = invites(ONE) + invites(TWO) - before;
  tell('a stranger reaches nobody', stranger.good === 0 && reached === 0, { ...stranger, reached });

  const flood = await call(60, 30);
  const most = (60 / 30 + 2) * CALLS_PER_SECOND;
  const some = flood.good >= CALLS_PER_SECOND && flood.good <= most;
  tell('of a flood so many a second get through, the rest are told to wait', some, flood);
  await sleep(1_500);

  await engine(ONE, ['-sf', scenario('refuses'), '-key', 'status', '503']);
  await sleep(3_000);
  const tried = await call(4, 4);
  const told = engines.get(TWO)?.said().includes('X-Last-Engine: yes') ?? false;
  tell('an engine without a hotline is passed over, the last is told', tried.good === 4 && told, {
    ...tried,
    told,
  });
  await engine(ONE, ['-sf', scenario('refuses'), '-key', 'status', '486']);
  await dead(TWO);
  await sleep(NOTICED_MS);
  const busy = await call(1, 1);
  tell('what a person decided stands: busy is busy', busy.bad === 1, busy);

  await dead(ONE);
  await engine(TWO);
  // At once, before anybody has noticed: the call itself finds out.
  await sleep(2_500);
  const failover = await call(4, 4);
  tell('the first engine dead, each call comes to the second', failover.good === 4, failover);

  await dead(TWO);
  await sleep(NOTICED_MS);
  const none = await call(1, 1);
  const refused = await asks();
  tell('with no engine the carrier is told so', none.bad === 1 && refused.good === 0, {
    none,
    refused,
  });
  await engine(TWO);
  await sleep(5_000);
  const again = await call(2, 2);
  tell('an engine that is back has calls again', again.good === 2, again);
} finally {
  for (const one of engines.values()) await one.stop();
  kamailio.kill();
}
process.exitCode = failures === 0 ? 0 : 1;
