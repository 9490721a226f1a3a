import { agencies, dutyContacts, users } from '@1999/directory';
import type { App } from '@1999/platform';
import { agentsNow } from '@1999/routing';
import { numberOfService } from '../adapters/outside-number.ts';
import { hasCarrier } from '../adapters/twilio/client.ts';
import type { TransferTargets } from '../contract/call-control.ts';
import { EmergencyService } from '../contract/call-control.ts';

/** Whom a caller can be handed to just now: agents with a place, services and agencies on duty. */
export async function transferTargets(app: App, ownId: string): Promise<TransferTargets> {
  const [people, places, all] = await Promise.all([
    users(app.db),
    agentsNow(app.db),
    agencies(app.db),
  ]);
  const names = new Map(people.filter((one) => !one.disabled).map((one) => [one.id, one.name]));
  const agents = places
    .filter(({ agentId, state }) => agentId !== ownId && state !== 'offline')
    .flatMap(({ agentId, state, skills }) => {
      const name = names.get(agentId);
      return name ? [{ agentId, name, free: state === 'ready', skills }] : [];
    });
  if (!hasCarrier(app) && !app.config.trunk) return { agents, services: [], agencies: [] };
  const at = app.clock.now();
  const onDuty = await Promise.all(
    all.map(async ({ id: agencyId, nameZh, nameEn, active }) => {
      const there = active ? await dutyContacts(app.db, { agencyId, level: 'unit', at }) : [];
      return there.length > 0 ? [{ agencyId, nameZh, nameEn }] : [];
    }),
  );
  const services = EmergencyService.options.filter((service) => numberOfService(app, service));
  return { agents, services, agencies: onDuty.flat() };
}
