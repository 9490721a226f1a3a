import type { IssuedOrder } from '@1999/dispatch/contract';
import type { Signed } from './api.ts';

/** On Jianguo 3rd Road, near the main station. */
const PLACE = { district: '64000050', address: '建國三路 123 號', lat: 22.6397, lng: 120.3021 };

/** The id of the agency with this code. @throws when there is none. */
export async function agencyIdOf(signed: Signed, code: string): Promise<string> {
  const agencies: { id: string; code: string }[] = await signed.get('/api/agencies');
  const found = agencies.find((agency) => agency.code === code);
  if (!found) throw new Error(`there is no agency ${code}`);
  return found.id;
}

/**
 * An agent at the counter opens a case of a pothole and issues its order to an agency. The citizen
 * leaves a number, or none.
 */
export function issuePothole(
  agent: Signed,
  agencyId: string,
  phone?: string,
): Promise<IssuedOrder> {
  return issue(agent, agencyId, 'pothole', '路面有一個大洞，機車差點摔倒。', phone);
}

/** The same of a street lamp that is out: no danger, its reply counted in working hours. */
export function issueStreetLight(agent: Signed, agencyId: string): Promise<IssuedOrder> {
  return issue(agent, agencyId, 'streetLight', '路燈不亮。');
}

async function issue(
  agent: Signed,
  agencyId: string,
  typeCode: string,
  description: string,
  phone?: string,
): Promise<IssuedOrder> {
  const { contactId, citizenId } = await agent.post('/api/contacts', { channel: 'counter' });
  if (phone) await agent.patch(`/api/citizens/${citizenId}`, { phone });
  const matter = { contactId, typeCode, place: PLACE, description };
  const { caseId, matterId } = await agent.post('/api/cases', matter);
  return agent.post(`/api/cases/${caseId}/orders`, { matterId, agencyId });
}
