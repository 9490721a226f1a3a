import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LadderPlace, LEVELS, nextStep } from './escalation.ts';

const roster = { unit: ['u1', 'u2'], chief: ['c1'], bureau: ['b1'], rdec: ['r1'] };
const start: LadderPlace = { level: 'unit', tried: [], raise: false };

test('the unit’s contacts are rung in the roster’s order, then each level above, up to RDEC', () => {
  const rung: string[] = [];
  let place = start;
  for (let i = 0; i < 5; i += 1) {
    const step = nextStep(place, roster);
    rung.push(`${step.level}:${step.ring}`);
    place = { ...step, raise: false };
  }
  expect(rung).toEqual(['unit:u1', 'unit:u2', 'chief:c1', 'bureau:b1', 'rdec:r1']);
});

test('a level without anyone on duty is passed at once and raises an alarm', () => {
  const step = nextStep(start, { ...roster, unit: [], chief: [] });
  expect(step).toMatchObject({ ring: 'b1', level: 'bureau', missing: ['unit', 'chief'] });
  expect(step.escalatedTo).toEqual(['chief', 'bureau']);
});

test('a breach goes a level up though somebody below is still to be tried', () => {
  const step = nextStep({ level: 'unit', tried: ['u1'], raise: true }, roster);
  expect(step).toMatchObject({ ring: 'c1', level: 'chief', escalatedTo: ['chief'] });
});

test('when everybody up to the top was tried the ladder rests, then rings the top again', () => {
  const rest = nextStep({ level: 'rdec', tried: ['r1'], raise: false }, roster);
  expect(rest).toMatchObject({ ring: null, level: 'rdec', tried: [] });
  expect(nextStep({ ...rest, raise: false }, roster).ring).toBe('r1');
});

test('a duty roster changed in mid-round rings whoever is on it now and not yet tried', () => {
  const step = nextStep(
    { level: 'unit', tried: ['u1'], raise: false },
    { ...roster, unit: ['u9'] },
  );
  expect(step.ring).toBe('u9');
});

test('whatever the rosters are, everyone on duty is rung once, lowest level first, then it rests', () => {
  const names = fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { maxLength: 3 });
  fc.assert(
    fc.property(fc.tuple(names, names, names, names), (sizes) => {
      const everyone = sizes.map((level, index) => level.map((name) => `${index}-${name}`));
      const [unit, chief, bureau, rdec] = everyone as [string[], string[], string[], string[]];
      const rung: string[] = [];
      let place = start;
      for (let i = 0; i < 20; i += 1) {
        const step = nextStep(place, { unit, chief, bureau, rdec });
        if (!step.ring) break;
        expect(LEVELS.indexOf(step.level)).toBeGreaterThanOrEqual(LEVELS.indexOf(place.level));
        rung.push(step.ring);
        place = { ...step, raise: false };
      }
      expect(rung).toEqual(everyone.flat());
    }),
  );
});
