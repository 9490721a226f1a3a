import type { Sql } from 'postgres';
import type { SignedIn } from './hotline-under-test.ts';

export interface Intake {
  readonly caseId: string;
  readonly orderId: string;
}

export interface Places {
  readonly district: string;
  readonly typeCode: string;
  readonly agencyId: string;
}

/** A district, a dangerous type and the agency that answers for it, as the console would choose. */
export async function somePlace({ http }: SignedIn): Promise<Places> {
  const [district] = await http.json<{ code: string }[]>('GET', '/api/districts');
  const types = await http.json<{ code: string; danger: boolean }[]>('GET', '/api/matter-types');
  const type = types.find(({ code }) => code === 'pothole') ?? types[0];
  if (!district || !type) throw new Error('the demo city has no districts or types');
  const preview = await http.json<{ agency: { id: string } | null }>(
    'GET',
    `/api/dispatch/preview?typeCode=${type.code}&districtCode=${district.code}`,
  );
  if (!preview.agency) throw new Error(`nobody answers for ${type.code}`);
  return { district: district.code, typeCode: type.code, agencyId: preview.agency.id };
}

/** A contact that a case can be recorded under, of somebody new at the counter. */
export async function newContact({ http }: SignedIn): Promise<string> {
  const body = { channel: 'counter' };
  return (await http.json<{ contactId: string }>('POST', '/api/contacts', body)).contactId;
}

/** Records a case somewhere in the city and issues its order, as the console does: two requests. */
export async function takeIn(
  { http }: SignedIn,
  contactId: string,
  { district, typeCode, agencyId }: Places,
): Promise<Intake> {
  const { caseId, matterId } = await http.json<{ caseId: string; matterId: string }>(
    'POST',
    '/api/cases',
    {
      contactId,
      typeCode,
      place: { district, address: '中正一路 2 號前', ...somewhere() },
      description: '快車道上有坑洞，約一公尺寬，機車很危險，請儘快處理。',
    },
  );
  const order = await http.json<{ id: string }>('POST', `/api/cases/${caseId}/orders`, {
    matterId,
    agencyId,
  });
  return { caseId, orderId: order.id };
}

/** Not all in one street: there an order has every other for a neighbour. */
function somewhere(): { lat: number; lng: number } {
  return { lat: 22.5 + Math.random() * 0.5, lng: 120.25 + Math.random() * 0.4 };
}

/** Rows as JSON, by table, in an order in which they could be inserted. */
export type RowsByTable = Readonly<Record<string, readonly Record<string, unknown>[]>>;

/** The rows that one intake has written in its two transactions. */
export async function rowsOfIntake(sql: Sql, { caseId, orderId }: Intake): Promise<RowsByTable> {
  const rows = async (found: Promise<readonly { row: Record<string, unknown> }[]>) =>
    (await found).map(({ row }) => row);
  const ofCase = sql`thread_id = ${caseId} and at in (
    select opened_at from case_file where id = ${caseId}
    union all select issued_at from work_order where id = ${orderId})`;
  return {
    case_file: await rows(sql`select to_jsonb(t) row from case_file t where id = ${caseId}`),
    matter: await rows(sql`select to_jsonb(t) row from matter t where case_id = ${caseId}`),
    case_reader: await rows(
      sql`select to_jsonb(t) row from case_reader t where case_id = ${caseId}`,
    ),
    work_order: await rows(sql`select to_jsonb(t) row from work_order t where id = ${orderId}`),
    order_holding: await rows(
      sql`select to_jsonb(t) row from order_holding t where order_id = ${orderId}`,
    ),
    order_clock: await rows(
      sql`select to_jsonb(t) row from order_clock t where order_id = ${orderId}`,
    ),
    delivery: await rows(sql`select to_jsonb(t) row from delivery t where ref_id = ${orderId}`),
    delivery_attempt: await rows(
      sql`select to_jsonb(t) row from delivery_attempt t where channel = 'app'
        and delivery_id in (select id from delivery where ref_id = ${orderId})`,
    ),
    escalation: await rows(
      sql`select to_jsonb(t) row from escalation t where order_id = ${orderId}`,
    ),
    escalation_call: await rows(
      sql`select to_jsonb(t) row from escalation_call t
        where escalation_id in (select id from escalation where order_id = ${orderId})`,
    ),
    journal_inbox: await rows(
      sql`select to_jsonb(t) - 'position' - 'hash' || '{"inserted_at": "2026-01-01T00:00:00Z"}' row
        from journal t where ${ofCase}`,
    ),
    command_receipt: await rows(
      sql`select to_jsonb(t) row from command_receipt t
        where position(${caseId} in result::text) > 0 or position(${orderId} in result::text) > 0`,
    ),
  };
}
