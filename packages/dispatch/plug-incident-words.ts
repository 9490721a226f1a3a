import { CannotDeliver, purposes } from '@1999/messaging';
import type { App } from '@1999/platform';
import { incidentWords } from './domain/incident-words.ts';
import { incidentView } from './queries/incidents.ts';

/** The words that tell a reporter that the incident they reported is over. */
export function plugIncidentWords(app: App): void {
  app.services.get(purposes).set('incident.closed', async (_app, { refId, params, locale }) => {
    const incident = await incidentView(app, refId);
    const own = incident.members.find(({ caseId }) => caseId === params.caseId);
    if (!own) throw new CannotDeliver('caseGone');
    const page = `${app.config.publicUrl}/track`;
    return incidentWords({ ...incident, caseNumber: own.caseNumber, page }, locale);
  });
}
