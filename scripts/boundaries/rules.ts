import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import type { Source } from './parse.ts';
import {
  hasFloor,
  isContract,
  isDomain,
  isTest,
  isWeb,
  mayKnowPeers,
  mayReadClock,
  PURE,
  standing,
} from './rooms.ts';

/** A broken rule, in words for whoever broke it. */
export interface Violation {
  file: string;
  rule:
    | 'downhill'
    | 'peers'
    | 'by-name'
    | 'contract'
    | 'domain'
    | 'web'
    | 'apps'
    | 'clock'
    | 'size';
  message: string;
}

/** A module named in an import: a file of ours, a room by name, Node's own, or from npm. */
type Target =
  | { kind: 'file'; path: string }
  | { kind: 'room'; name: string; part: string }
  | { kind: 'node' }
  | { kind: 'npm'; name: string };

const BUILTIN = new Set(builtinModules);
const APPS = new Set([
  ...['citizen', 'agent-console', 'agency', 'supervisor'],
  ...['city-simulator', 'hotline', 'media'],
]);
const MAX_LINES = 400;

/** Every rule that the source breaks. `file` is relative to the repository, with slashes. */
export function violationsOf(file: string, source: Source): Violation[] {
  const found: Violation[] = [];
  const report = (rule: Violation['rule'], message: string) => found.push({ file, rule, message });
  for (const specifier of source.imports) {
    const target = resolve(file, specifier);
    for (const [rule, message] of faults(file, target)) report(rule, `${specifier}: ${message}`);
  }
  if (!mayReadClock(file)) {
    for (const read of source.clockReads) {
      report('clock', `${read}: the time comes from the clock that is handed in`);
    }
  }
  if (isContract(file)) {
    for (const name of new Set(source.serverGlobals)) {
      report('contract', `${name}: a contract runs in every browser`);
    }
  }
  return found;
}

/** A file longer than anybody reads at one sitting. */
export function sizeViolation(file: string, text: string): Violation | undefined {
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  if (lines <= MAX_LINES) return undefined;
  return { file, rule: 'size', message: `${lines} lines; none has over ${MAX_LINES}` };
}

function resolve(file: string, specifier: string): Target {
  const bare = specifier.replace(/\?.*$/, '');
  if (bare.startsWith('.')) return { kind: 'file', path: posix.join(posix.dirname(file), bare) };
  if (bare.startsWith('node:') || BUILTIN.has(bare)) return { kind: 'node' };
  const room = /^@1999\/([^/]+)(?:\/(.+))?$/.exec(bare);
  if (room) return { kind: 'room', name: room[1] ?? '', part: room[2] ?? '' };
  return { kind: 'npm', name: bare };
}

const isContractPart = (part: string) => part === 'contract' || part.startsWith('contract/');

/** The room a file stands in, such as `packages/cases`. */
const roomOf = (file: string) => file.split('/').slice(0, 2).join('/');

function* faults(file: string, target: Target): Generator<[Violation['rule'], string]> {
  const [area, own = ''] = file.split('/');
  if (area !== 'packages' && area !== 'apps') return;
  if (target.kind === 'file' && roomOf(target.path) !== roomOf(file)) {
    yield ['by-name', 'another room is imported by its name, through its exports'];
    return;
  }
  if (target.kind === 'room') yield* roomFaults(file, area, own, target);
  if (isContract(file)) yield* contractFaults(file, target);
  if (isDomain(file)) yield* domainFaults(file, target);
  if (isWeb(file) && !isTest(file) && target.kind === 'node') {
    yield ['web', 'a browser has no modules of Node'];
  }
}

function* roomFaults(
  file: string,
  area: string,
  own: string,
  target: { name: string; part: string },
): Generator<[Violation['rule'], string]> {
  const { name, part } = target;
  const toWebKit = name === 'web-kit';
  if (isWeb(file)) {
    const allowed = toWebKit || isContractPart(part) || (isTest(file) && part === 'testing');
    if (!allowed) yield ['web', 'a web app imports contracts and web-kit, never server code'];
    return;
  }
  if (APPS.has(name)) {
    if (name !== own) yield ['apps', 'nobody imports an app'];
    return;
  }
  if (area === 'apps') return;
  if (toWebKit) {
    yield ['downhill', 'web-kit is for browsers'];
    return;
  }
  if (!hasFloor(own) || !hasFloor(name)) {
    yield ['downhill', 'a room without a floor in scripts/boundaries/rooms.ts'];
    return;
  }
  const where = standing(own, name);
  if (where === 'upper') yield ['downhill', `${own} stands below ${name}`];
  if (where === 'peer' && !(mayKnowPeers(file) && isContractPart(part))) {
    yield ['peers', 'only reactions/ and live.ts may import a peer, and its contract only'];
  }
}

function* contractFaults(file: string, target: Target): Generator<[Violation['rule'], string]> {
  if (target.kind === 'node') yield ['contract', 'a contract runs in every browser'];
  if (target.kind === 'npm' && target.name !== 'zod')
    yield ['contract', 'a contract needs zod only'];
  const otherPart = target.kind === 'room' && !isContractPart(target.part);
  const ownCode = target.kind === 'file' && !isContract(target.path);
  if (otherPart || ownCode) yield ['contract', `${file} may import contracts only`];
}

function* domainFaults(file: string, target: Target): Generator<[Violation['rule'], string]> {
  if (target.kind === 'node') yield ['domain', 'a rule does no I/O'];
  if (target.kind === 'npm') yield ['domain', 'a rule needs no library'];
  if (target.kind === 'room' && !PURE.includes(target.name) && !isContractPart(target.part)) {
    yield ['domain', 'a rule knows pure rooms and contracts only'];
  }
  const outside =
    target.kind === 'file' && !isContract(target.path) && !target.path.includes('/domain/');
  if (outside) yield ['domain', `${file} may import rules and contracts only`];
}
