import type { AgencyCode } from '../contract.ts';

import { demoDutyPhone, demoOversightRoster, demoRoster } from './demo-people.ts';
import { referenceAgencies } from './reference-agencies.ts';

interface DemoDutyPhone {
  readonly agencyCode: AgencyCode;
  readonly place: (typeof demoRoster)[number];
  /** E.164. */
  readonly number: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

/** Every telephone on the demo city's rosters: agency by agency, in the order they are rung. */
export const demoDutyPhones: readonly DemoDutyPhone[] = referenceAgencies
  .flatMap((agency) =>
    [...demoRoster, ...(agency.kind === 'oversight' ? demoOversightRoster : [])].map((place) => ({
      agency,
      place,
    })),
  )
  .map(({ agency, place }, index) => ({
    agencyCode: agency.code,
    place,
    number: demoDutyPhone(index + 1),
    nameZh: `${agency.nameZh} ${place.titleZh}`,
    nameEn: `${agency.nameEn}, ${place.titleEn}`,
  }));
