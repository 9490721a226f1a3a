/** The rooms and what each may import; DESIGN.md's "Imports run downhill only" as data. */

/** Floors from the ground up. A package imports packages of lower floors only. */
const FLOORS = [
  ['calendar', 'sound'],
  ['platform'],
  ['messaging'],
  ['directory'],
  ['cases'],
  ['routing'],
  [
    'telephony',
    'knowledge',
    'chatbot',
    'chat',
    'dispatch',
    'surveys',
    'intake',
    'notices',
    'quality',
  ],
  ['metrics'],
];

/** Rooms without any I/O, which rules may know. */
export const PURE = ['calendar', 'sound'];

/** Peers that stand on one another, lowest first. */
const CHAIN = ['knowledge', 'chatbot', 'chat'];

/** Browser programs: contracts and web-kit only. The simulator's is the demo telephone. */
const WEB = [
  'apps/citizen/',
  'apps/agent-console/',
  'apps/agency/',
  'apps/supervisor/',
  'apps/city-simulator/src/phone/',
  'packages/web-kit/',
];

export type Standing = 'lower' | 'peer' | 'upper' | 'self';

const floorOf = (name: string) => FLOORS.findIndex((floor) => floor.includes(name));

/** Where package `other` stands as seen from package `own`. */
export function standing(own: string, other: string): Standing {
  if (own === other) return 'self';
  const [here, there] = [floorOf(own), floorOf(other)];
  if (here < 0 || there < 0) return 'upper'; // web-kit, apps, or a room that has no floor yet
  if (there !== here) return there < here ? 'lower' : 'upper';
  const chained = CHAIN.includes(own) && CHAIN.includes(other);
  return chained && CHAIN.indexOf(other) < CHAIN.indexOf(own) ? 'lower' : 'peer';
}

export const hasFloor = (name: string) => floorOf(name) >= 0;

/** Build configuration runs in Node, whatever it builds. */
const isBuildConfig = (file: string) => /(^|\/)(vite|lingui)(\.config)?\.ts$|\.mjs$/.test(file);

export const isWeb = (file: string) =>
  WEB.some((folder) => file.startsWith(folder)) && !isBuildConfig(file);

export const isTest = (file: string) =>
  /\.test\.tsx?$/.test(file) || /\/(testing|test|fixtures)\//.test(file);

/** `contract.ts` of a package, or a file of its `contract/` folder. */
export const isContract = (file: string) =>
  /^packages\/[^/]+\/contract(\.ts$|\/.+\.ts$)/.test(file) && !isTest(file);

export const isDomain = (file: string) =>
  /^(packages|apps)\/[^/]+\/(.*\/)?domain\//.test(file) && !isTest(file);

/** The places in a package that answer a peer's journal events. */
export const mayKnowPeers = (file: string) =>
  /^packages\/[^/]+\/(reactions\/|live\.ts$|live\/)/.test(file);

/**
 * Who may read the machine's clock. In the platform one folder does, and in the browser one file
 * of web-kit. Scripts time their own steps and stories run in real time. The media peer and the
 * simulated carrier are other machines as far as the platform goes: a real carrier has a clock of
 * its own too, and nothing they read decides a deadline.
 */
const CLOCK_READERS = [
  'packages/platform/clock/',
  'packages/web-kit/time/',
  'apps/city-simulator/',
  'apps/media/',
  'scripts/',
  'e2e/',
];

export const mayReadClock = (file: string) => CLOCK_READERS.some((one) => file.startsWith(one));
