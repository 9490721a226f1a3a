import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkTree } from './check-tree.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'boundaries-'));
});

afterEach(() => rmSync(root, { recursive: true }));

function plant(file: string, text: string): void {
  mkdirSync(join(root, dirname(file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

const rulesBroken = () => checkTree(root).violations.map((one) => one.rule);

describe('a planted violation is caught', () => {
  test.each([
    ['downhill', 'packages/cases/commands/a.ts', "import { x } from '@1999/dispatch';"],
    ['downhill', 'packages/calendar/a.ts', "import type { X } from '@1999/platform';"],
    ['downhill', 'packages/routing/a.ts', "export * from '@1999/metrics/contract';"],
    ['downhill', 'packages/knowledge/a.ts', "const x = await import('@1999/metrics');"],
    ['downhill', 'packages/dispatch/a.ts', "import { Button } from '@1999/web-kit';"],
    ['peers', 'packages/surveys/commands/a.ts', "import { x } from '@1999/dispatch/contract';"],
    ['peers', 'packages/surveys/reactions/a.ts', "import { x } from '@1999/dispatch';"],
    ['peers', 'packages/knowledge/a.ts', "import { x } from '@1999/chatbot';"],
    ['by-name', 'packages/cases/a.ts', "import { x } from '../platform/ids/new-id.ts';"],
    ['by-name', 'apps/hotline/src/a.ts', "import { x } from '../../../packages/cases/index.ts';"],
    ['contract', 'packages/cases/contract.ts', "import { x } from '@1999/platform';"],
    ['contract', 'packages/cases/contract.ts', "import { readFile } from 'node:fs';"],
    ['contract', 'packages/cases/contract.ts', "import dayjs from 'dayjs';"],
    ['contract', 'packages/cases/contract/kinds.ts', "import { x } from '../domain/kind.ts';"],
    ['contract', 'packages/cases/contract.ts', 'export const f = (t: Temporal.Instant) => t;'],
    ['contract', 'packages/cases/contract.ts', "export const f = Temporal.Instant.from('x');"],
    ['contract', 'packages/cases/contract.ts', 'export const f = process.env.X;'],
    ['domain', 'packages/cases/domain/a.ts', "import { x } from '@1999/platform';"],
    ['domain', 'packages/cases/domain/a.ts', "import { x } from '../io/rows.ts';"],
    ['domain', 'packages/cases/domain/a.ts', "import { randomUUID } from 'crypto';"],
    ['domain', 'packages/cases/domain/a.ts', "import { sql } from 'drizzle-orm';"],
    ['web', 'apps/agency/src/a.tsx', "import { x } from '@1999/cases';"],
    ['web', 'apps/agency/src/a.tsx', "import { join } from 'node:path';"],
    ['web', 'apps/city-simulator/src/phone/a.tsx', "import { x } from '@1999/telephony';"],
    ['web', 'packages/web-kit/a.ts', "import { x } from '@1999/platform';"],
    ['apps', 'packages/metrics/a.ts', "import { x } from '@1999/hotline';"],
    ['apps', 'apps/media/src/a.ts', "import { x } from '@1999/hotline';"],
    ['clock', 'packages/cases/a.ts', 'const t = Date.now();'],
    ['clock', 'packages/cases/a.ts', "const t = Date['now']();"],
    ['clock', 'packages/cases/a.test.ts', 'const t = new Date();'],
    ['clock', 'apps/hotline/src/a.ts', 'const t = Temporal.Now.instant();'],
    ['clock', 'apps/supervisor/src/a.tsx', 'const t = Date();'],
    ['size', 'packages/cases/a.ts', 'const line = 1;\n'.repeat(401)],
    ['size', 'infra/migrations/0001_a.sql', 'select 1;\n'.repeat(401)],
  ])('%s in %s: %s', (rule, file, text) => {
    plant(file, text);
    expect(new Set(rulesBroken())).toContain(rule);
  });
});

test('what the design allows passes', () => {
  plant('packages/surveys/reactions/a.ts', "import { x } from '@1999/dispatch/contract';");
  plant('packages/surveys/live.ts', "import { x } from '@1999/dispatch/contract';");
  plant('packages/chat/a.ts', "import { x } from '@1999/chatbot'; import y from '@1999/cases';");
  plant(
    'packages/dispatch/domain/a.ts',
    "import { x } from '@1999/calendar'; import { y } from '../contract.ts'; import './b.ts';",
  );
  plant(
    'packages/dispatch/contract.ts',
    "import { z } from 'zod'; import { x } from '@1999/cases/contract'; export * from './contract/a.ts';",
  );
  plant('packages/cases/a.ts', "const t = new Date('2026-01-01'); const o = { Date: { now: 1 } };");
  plant('packages/platform/clock/a.ts', 'export const t = Date.now();');
  plant('apps/agency/src/a.tsx', "import x from '@1999/cases/contract'; import '@1999/web-kit';");
  plant('apps/agency/vite.config.ts', "import { join } from 'node:path';");
  plant('apps/hotline/src/a.ts', "import { x } from '@1999/metrics'; const y = <const>1;");
  plant('packages/cases/b.ts', 'const line = 1;\n'.repeat(400));
  expect(checkTree(root)).toEqual({ violations: [], files: 11 });
});

test('a file that cannot be read as TypeScript is an error, never a silent pass', () => {
  plant('packages/cases/a.ts', 'import { from ;;');
  expect(() => checkTree(root)).toThrow('packages/cases/a.ts');
});
