import { DutyLevel, type DutyPerson } from '@1999/directory/contract';
import { text } from '@1999/platform/contract';
import { z } from 'zod';

const Time = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d)?$/, 'roster.form.time.fault');

/** A person on duty as written in the form. Of one who is there already name and number may stay. */
export function personDraft(isNew: boolean) {
  return z
    .object({
      level: DutyLevel,
      position: z.string().regex(/^[1-9]\d?$/),
      titleZh: text(60),
      titleEn: text(60),
      name: isNew ? text(60) : z.string().trim().max(60),
      phone: isNew ? text(30) : z.string().trim().max(30),
      from: Time,
      to: Time,
      days: z.array(z.boolean()).length(7),
    })
    .refine(({ from, to }) => (from === '') === (to === '') && (from === '' || from !== to), {
      path: ['to'],
      error: 'roster.form.hours.fault',
    })
    .refine(({ days }) => days.includes(true), {
      path: ['days', 0],
      error: 'roster.form.days.fault',
    });
}
export type PersonDraft = z.infer<ReturnType<typeof personDraft>>;

/** The form's first values; never a number, which is only shown masked. */
export function draftOf(person: DutyPerson | null, nextPosition: number): PersonDraft {
  return {
    level: person?.level ?? 'unit',
    position: String(person?.position ?? nextPosition),
    titleZh: person?.titleZh ?? '',
    titleEn: person?.titleEn ?? '',
    name: person?.name ?? '',
    phone: '',
    from: person?.hours?.from ?? '',
    to: person?.hours?.to ?? '',
    days: [1, 2, 3, 4, 5, 6, 7].map((day) => person?.weekdays.includes(day) ?? true),
  };
}

/** What puts the person on the roster. */
export function addBodyOf({ from, to, days, position, ...draft }: PersonDraft) {
  return {
    ...draft,
    position: Number(position),
    weekdays: weekdaysIn(days),
    ...(from ? { hours: { from, to } } : {}),
  };
}

/** What changes the place. A name that is the same and an empty number stay out of it. */
export function changeBodyOf(
  { from, to, days, position, name, phone, ...draft }: PersonDraft,
  before: DutyPerson,
) {
  return {
    ...draft,
    position: Number(position),
    weekdays: weekdaysIn(days),
    hours: from ? { from, to } : null,
    ...(name && name !== before.name ? { name } : {}),
    ...(phone ? { phone } : {}),
  };
}

function weekdaysIn(days: readonly boolean[]): number[] {
  return days.flatMap((isOn, index) => (isOn ? [index + 1] : []));
}
