import { addresses, purposes, receivers } from '@1999/messaging';
import type { Module } from '@1999/platform';
import { access } from './access.ts';
import { agencyWayRoutes } from './http/agency-ways.ts';
import { directoryRoutes } from './http/directory.ts';
import { dutyRosterRoutes } from './http/duty-roster.ts';
import { ownPhoneRoutes } from './http/own-phone.ts';
import { sessionRoutes } from './http/session.ts';
import { live, topics } from './live.ts';
import { addressOfChannel } from './queries/agency-channels.ts';
import { dutyContactPhone } from './queries/duty-contacts.ts';
import { ownPhoneAddress } from './queries/own-phone.ts';
import { agencyReceivers, deviceReceivers, dutyReceivers } from './queries/receivers.ts';
import { testWords } from './queries/test-words.ts';
import { seedDemo } from './seed/seed-demo.ts';
import { seedReference } from './seed/seed-reference.ts';
import { forgetEndedSessions } from './sweeps/forget-ended-sessions.ts';

export const directory: Module = {
  name: 'directory',
  access,
  live,
  topics,
  sweeps: [forgetEndedSessions],
  routes: (server, app) => {
    sessionRoutes(server, app);
    directoryRoutes(server, app);
    agencyWayRoutes(server, app);
    dutyRosterRoutes(server, app);
    ownPhoneRoutes(server, app);
  },
  plug: (app) => {
    app.services.get(addresses).set('dutyContact', async (_app, { id }) => {
      const phone = await dutyContactPhone(app, app.db, id);
      return phone ? { to: phone } : null;
    });
    app.services.get(addresses).set('user', ownPhoneAddress);
    app.services
      .get(addresses)
      .set('agency', async (_app, { agencyChannelId }) =>
        agencyChannelId ? addressOfChannel(app, agencyChannelId) : null,
      );
    app.services.get(purposes).set('channel.test', testWords);
    const named = app.services.get(receivers);
    named.set('agency', agencyReceivers).set('dutyContact', dutyReceivers);
    named.set('device', deviceReceivers);
  },
  seedReference,
  seedDemo,
};

export { type AttemptGuard, attemptGuardOf } from './io/attempt-guard.ts';
export * from './queries/agencies.ts';
export { type WayToTell, waysToTell } from './queries/agency-channels.ts';
export { devicesOfAgency } from './queries/devices-of-agency.ts';
export { dutyContactPhone, dutyContacts, rosterOf } from './queries/duty-contacts.ts';
export { hasOwnPhone } from './queries/own-phone.ts';
export {
  agentSkills,
  skillLevelsOf,
  skillsOf,
  userById,
  userNames,
  users,
} from './queries/users.ts';
export { demoDutyPhones } from './seed/demo-duty-phones.ts';
