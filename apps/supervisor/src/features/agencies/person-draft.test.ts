import type { DutyPerson } from '@1999/directory/contract';
import { expect, test } from 'vitest';
import { addBodyOf, changeBodyOf, draftOf, personDraft } from './person-draft.ts';

const id = '01999999-9999-7999-8999-999999999999';
const person: DutyPerson = {
  id,
  agencyId: id,
  level: 'unit',
  position: 2,
  titleZh: '值班員',
  titleEn: 'Duty officer',
  name: '王小明',
  phone: '09**-***-678',
  hours: { from: '20:00', to: '08:00' },
  weekdays: [6, 7],
  onDutyNow: false,
};

test('a person comes into the form without the number, and out of it unchanged', () => {
  const draft = draftOf(person, 9);
  expect(draft).toMatchObject({ phone: '', position: '2', from: '20:00' });
  const { level, position, titleZh, titleEn, hours, weekdays } = person;
  const same = { level, position, titleZh, titleEn, hours, weekdays };
  expect(changeBodyOf(personDraft(false).parse(draft), person)).toEqual(same);
});

test('a new name and a new number are sent, and no hours are day and night', () => {
  const draft = { ...draftOf(person, 9), name: '李小華', phone: '0922333444', from: '', to: '' };
  expect(changeBodyOf(draft, person)).toMatchObject({
    name: '李小華',
    phone: '0922333444',
    hours: null,
  });
});

test('somebody new is on duty on all days, day and night, at the next place', () => {
  const draft = {
    ...draftOf(null, 4),
    titleZh: '員',
    titleEn: 'O',
    name: '王',
    phone: '0912345678',
  };
  expect(addBodyOf(personDraft(true).parse(draft))).toEqual({
    level: 'unit',
    position: 4,
    titleZh: '員',
    titleEn: 'O',
    name: '王',
    phone: '0912345678',
    weekdays: [1, 2, 3, 4, 5, 6, 7],
  });
});

test.each([
  ['one end of the hours', { from: '08:00', to: '' }, 'to'],
  ['hours that end as they begin', { from: '08:00', to: '08:00' }, 'to'],
  ['an hour that is none', { from: '25:00', to: '08:00' }, 'from'],
  ['no day', { days: Array(7).fill(false) }, 'days.0'],
  ['no place', { position: '0' }, 'position'],
  ['no title', { titleZh: ' ' }, 'titleZh'],
])('%s is refused at its field', (_, wrong, field) => {
  const parsed = personDraft(false).safeParse({ ...draftOf(person, 9), ...wrong });
  expect(parsed.error?.issues[0]?.path.join('.')).toBe(field);
});
