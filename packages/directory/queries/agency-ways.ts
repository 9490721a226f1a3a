import type { Reader } from '@1999/platform';
import { asc, eq } from 'drizzle-orm';
import type { AgencyWays, ChannelLevel, DutyLevel } from '../contract.ts';
import { onDuty } from '../domain/duty-hours.ts';
import { agencyChannel, dutyContact } from '../io/tables.ts';
import { agencies } from './agencies.ts';
import { USUAL } from './agency-channels.ts';

/** How every agency is told and how many it has on duty at `at`, to see where something is missing. */
export async function waysOfAgencies(reader: Reader, at: Temporal.Instant): Promise<AgencyWays[]> {
  const [all, chosen, contacts] = await Promise.all([
    agencies(reader),
    reader
      .select()
      .from(agencyChannel)
      .where(eq(agencyChannel.active, true))
      .orderBy(asc(agencyChannel.id)),
    reader.select().from(dutyContact).where(eq(dutyContact.active, true)),
  ]);
  const there = contacts.filter(({ dutyFrom: from, dutyTo: to, weekdays }) =>
    onDuty({ from, to, weekdays }, at),
  );
  return all.map(({ id: agencyId }) => {
    const ways = (level: ChannelLevel) => {
      const own = chosen.filter((one) => one.agencyId === agencyId && one.level === level);
      const told = own.length > 0 ? own : USUAL;
      return [...new Set(told.map(({ channel }) => channel))];
    };
    const count = (level: DutyLevel) =>
      there.filter((one) => one.agencyId === agencyId && one.level === level).length;
    return {
      agencyId,
      danger: ways('danger'),
      normal: ways('normal'),
      onDuty: {
        unit: count('unit'),
        chief: count('chief'),
        bureau: count('bureau'),
        rdec: count('rdec'),
      },
    };
  });
}
