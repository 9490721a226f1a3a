import { dutyContactPhone, dutyContacts } from '@1999/directory';
import type { App, CommandContext, Reader } from '@1999/platform';
import type { EmergencyService } from '../contract/call-control.ts';
import type { Party } from '../io/tables.ts';

type Outside = Pick<Party, 'service' | 'agencyId'>;

/** The number set for an emergency service: what the city's own trunk dials it by. */
export function numberOfService(app: App, service: EmergencyService): string | undefined {
  return app.config.emergencyNumbers?.[service];
}

/** The number to ring for a party outside, at this moment's duty; null when there is none. */
export async function outsideNumber(
  app: App,
  reader: Reader,
  { service, agencyId }: Outside,
): Promise<string | null> {
  if (service) return numberOfService(app, service) ?? null;
  if (!agencyId) return null;
  const at = app.clock.now();
  const [first] = await dutyContacts(reader, { agencyId, level: 'unit', at });
  return first ? dutyContactPhone(app, reader, first.id) : null;
}

/** Whether there is somebody to ring. */
export async function hasNumber({ app, tx }: CommandContext, party: Outside): Promise<boolean> {
  return (await outsideNumber(app, tx, party)) !== null;
}
