import { OpenedCase } from '@1999/cases/contract';
import { IssuedOrder, Preview } from '@1999/dispatch/contract';
import type { Need } from '../domain/need.ts';
import type { Api } from '../outside/api.ts';
import type { World } from './world.ts';

/** One matter as an agent takes it down. */
interface CaseToRecord {
  readonly contactId: string;
  readonly need: Need;
  /** Whether a work order goes out with it. */
  readonly order: boolean;
  /** Between the case and its order. */
  readonly pauseMs: number;
  readonly onCase: (caseId: string) => void;
}

/** Opens the case and, where asked, issues its order to the agency the platform proposes. */
export async function recordCase(
  world: World,
  api: Api,
  { contactId, need, order, pauseMs, onCase }: CaseToRecord,
): Promise<{ caseId: string; ordered: boolean }> {
  const { caseId, matterId } = await api.post('/api/cases', { contactId, ...need }, OpenedCase);
  world.ledger.caseOpened();
  onCase(caseId);
  if (!order) return { caseId, ordered: false };
  if (pauseMs > 0) await world.pause(pauseMs);
  const query = new URLSearchParams({
    typeCode: need.typeCode,
    districtCode: need.place.district,
    ...(need.answers.roadWidth === 'under6' ? { roadWidthM: '5' } : {}),
  });
  const { agency } = await api.get(`/api/dispatch/preview?${query}`, Preview);
  if (!agency) return { caseId, ordered: false };
  const body = { matterId, agencyId: agency.id };
  await api.post(`/api/cases/${caseId}/orders`, body, IssuedOrder);
  world.ledger.orderIssued();
  return { caseId, ordered: true };
}
