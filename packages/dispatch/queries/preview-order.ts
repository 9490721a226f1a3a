import { agencyByCode, agencyById } from '@1999/directory';
import { type App, Invalid } from '@1999/platform';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { Preview, PreviewQuery } from '../contract.ts';
import { planClocks } from '../domain/policy.ts';
import { proposeAgency } from '../domain/proposal.ts';
import { currentRules } from '../io/current-rules.ts';

/**
 * What an order would be if it were issued now: the agency proposed for its type and place, and
 * when each promise would be due. @throws Invalid for a type that does not exist.
 */
export async function previewOrder(
  app: App,
  query: z.output<typeof PreviewQuery>,
): Promise<Preview> {
  const [type] = await app.db.execute<{
    agency: string;
    danger: boolean;
    below: string | null;
    officeId: string | null;
  }>(sql`
    select t.agency_code as agency, t.danger, r.below_road_width_m as below,
      (select agency_id from district_office f
        where f.district_code = ${query.districtCode ?? null}) as "officeId"
    from matter_type t left join agency_rule r on r.type_code = t.code
    where t.code = ${query.typeCode}`);
  if (!type) throw new Invalid('type_unknown', 'No such type.', 'typeCode');
  const office = type.officeId ? await agencyById(app.db, type.officeId) : null;
  const code = proposeAgency({
    typeAgencyCode: type.agency,
    belowRoadWidthM: type.below === null ? null : Number(type.below),
    roadWidthM: query.roadWidthM ?? null,
    districtOfficeCode: office?.code ?? null,
  });
  const agency = office?.code === code ? office : await agencyByCode(app.db, code);
  const danger = type.danger || (query.danger ?? false);
  const now = app.clock.now();
  const plan = planClocks(
    await currentRules(app.db),
    { typeCode: query.typeCode, danger, districtCode: query.districtCode ?? null },
    now,
  );
  return {
    danger,
    agency: agency && {
      id: agency.id,
      code: agency.code,
      nameZh: agency.nameZh,
      nameEn: agency.nameEn,
    },
    agencyReason: code === type.agency ? 'type' : 'narrowRoad',
    clocks: plan.map(({ kind, policy, dueAt }) => ({
      kind,
      withinMs: policy.withinSeconds * 1000,
      dueAt: dueAt.toString(),
      assumed: policy.assumed,
    })),
  };
}
