import { contactByRef } from '@1999/cases';
import { deliver } from '@1999/messaging';
import { Conflict, command, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { agentOf } from '@1999/routing';
import { eq } from 'drizzle-orm';
import { TextFaqBody } from '../contract.ts';
import { faqEntry } from '../io/tables.ts';

/**
 * Sends a public entry's excerpt and link to the telephone of the citizen on the agent's own call.
 * @throws NotFound for an entry that is not public and a call that is not the agent's; Conflict when
 *   no number is known.
 */
export const textEntry = command(
  'faq.text',
  TextFaqBody.extend({ callId: Id }),
  async (context, { faqId, callId }) => {
    const { app, tx, actor, journal } = context;
    const [entry] = await tx.select().from(faqEntry).where(eq(faqEntry.key, faqId));
    const contact = await contactByRef(tx, 'call', callId);
    if (!entry?.publishedVersion || !contact) throw new NotFound();
    if (!actor.id || (await agentOf(tx, callId)) !== actor.id) throw new NotFound();
    const { phone } = await app.vault.masked(tx, contact.citizenId);
    if (!phone) throw new Conflict('no_telephone', 'No telephone number of this caller is known.');
    const version = entry.publishedVersion;
    const { deliveryId } = await deliver.within(context, {
      channel: 'sms',
      purpose: 'faq.text',
      refType: 'faq',
      refId: entry.id,
      threadId: contact.contactId,
      to: { citizenId: contact.citizenId },
      params: { version },
    });
    const payload = { key: faqId, version, contactId: contact.contactId, deliveryId };
    await journal({ subjectType: 'faq', subjectId: entry.id, type: 'faq.texted', payload });
    return { deliveryId, phone };
  },
);
