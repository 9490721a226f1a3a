import type { App } from '@1999/platform';

/**
 * The city's rules of place: side gutters along roads under 6 m are the district office's, and
 * which agency is which district's office.
 */
export async function seedReference(app: App): Promise<void> {
  await app.sql`insert into agency_rule (type_code, below_road_width_m)
    select code, 6 from matter_type where code = 'sideDitch'
    on conflict do nothing`;
  await app.sql`insert into district_office (district_code, agency_id)
    select d.code, a.id from district d join agency a
      on a.kind = 'district' and a.name_zh = d.name_zh || '公所'
    on conflict do nothing`;
}
