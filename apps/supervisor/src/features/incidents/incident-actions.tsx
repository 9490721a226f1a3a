import { AttachedAll, DetachedAll, type IncidentView } from '@1999/dispatch/contract';
import { Button, SignedIn } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { useIncidentStep } from './use-incident-step.ts';

/** Makes every open order the duplicate of the leading one, or takes them all apart again. */
export function IncidentActions({ incident }: { incident: IncidentView }) {
  const t = useT();
  const step = useIncidentStep(incident.id);
  const alone = incident.members.filter(
    ({ endedAt, parentId }) => endedAt === null && parentId === null,
  );
  const numberOf = (orderId: string) =>
    incident.members.find(({ id }) => id === orderId)?.number ?? '';
  if (incident.closedAt !== null) return null;
  return (
    <SignedIn roles={['supervisor']} fallback={null}>
      <section className="incident-actions" aria-label={t('incident.do')}>
        {alone.length > 1 && (
          <Button
            variant="primary"
            onPress={() =>
              void step(`/incidents/${incident.id}/attach-all`, {
                schema: AttachedAll,
                say: ({ leadId, attached: { length: count }, skipped }) =>
                  t('incident.attachAll.done', { count, number: numberOf(leadId) }) +
                  (skipped.length > 0
                    ? t('incident.attachAll.skipped', { count: skipped.length })
                    : ''),
              })
            }
          >
            {t('incident.attachAll')}
          </Button>
        )}
        {incident.attached > 0 && (
          <Button
            onPress={() =>
              void step(`/incidents/${incident.id}/detach-all`, {
                schema: DetachedAll,
                say: ({ detached: { length: count } }) => t('incident.detachAll.done', { count }),
              })
            }
          >
            {t('incident.detachAll')}
          </Button>
        )}
      </section>
    </SignedIn>
  );
}
