import { Conflict, command, Invalid, NotFound, newId } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq, gt, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { AddNuisance, PublishFlow, SetIncident } from '../contract/ivr.ts';
import { problemsOfFlow } from '../domain/ivr/check-flow.ts';
import { soundsOfFlow, soundsOfWords } from '../domain/prompt-sounds.ts';
import { forgetMoment } from '../io/guide.ts';
import { ivrFlow, ivrIncident, nuisance } from '../io/ivr-tables.ts';
import { lockCall } from '../io/lock-call.ts';
import { holdSounds, noteSoundUse } from '../io/sound/use-sounds.ts';

const by = { userId: Id };

/**
 * Publishes a version of the call flow. Calls that go on keep the version they began with.
 * @throws Invalid `flow_broken` naming the first step at fault; `valid_from_past`;
 * `sound_unknown` naming the place.
 */
export const publishFlow = command(
  'ivr.publish',
  PublishFlow.extend(by),
  async ({ tx, now, journal }, { flow, validFrom, note, userId }) => {
    const [problem] = problemsOfFlow(flow);
    if (problem) {
      const where =
        problem.step in flow.steps ? `flow.steps.${problem.step}` : `flow.${problem.step}`;
      throw new Invalid('flow_broken', `${problem.code}: ${problem.message}`, where);
    }
    const from = validFrom ? Temporal.Instant.from(validFrom) : now;
    if (Temporal.Instant.compare(from, now) < 0) {
      throw new Invalid('valid_from_past', 'A version holds from now or later.', 'validFrom');
    }
    const sounds = await holdSounds(tx, soundsOfFlow(flow), 'flow');
    const [row] = await tx
      .insert(ivrFlow)
      .values({ validFrom: from, flow, note, publishedBy: userId, publishedAt: now })
      .returning({ version: ivrFlow.version });
    if (!row) throw new Error('the flow was not stored');
    await noteSoundUse(tx, sounds, { flowVersion: row.version });
    await journal({
      subjectType: 'ivr',
      subjectId: newId(),
      type: 'ivr.flowPublished',
      payload: { version: row.version, validFrom: from.toString(), by: userId, sounds },
    });
    return { version: row.version };
  },
);

/**
 * Turns the incident mode on, or changes its notice and end. @throws Invalid `until_past`;
 * `sound_unknown`.
 */
export const setIncident = command(
  'ivr.setIncident',
  SetIncident.extend(by),
  async (context, { notice, until, userId }) => {
    const { tx, now, journal } = context;
    const end = Temporal.Instant.from(until);
    if (Temporal.Instant.compare(end, now) <= 0) {
      throw new Invalid('until_past', 'The end must be later than now.', 'until');
    }
    const sounds = await holdSounds(tx, soundsOfWords(notice), 'notice');
    const ended = { endedAt: now, endedBy: userId };
    await tx.update(ivrIncident).set(ended).where(isNull(ivrIncident.endedAt));
    const id = newId();
    await tx
      .insert(ivrIncident)
      .values({ id, notice, startedBy: userId, startedAt: now, until: end });
    await noteSoundUse(tx, sounds, { incidentId: id });
    await journal({
      subjectType: 'ivr',
      subjectId: id,
      type: 'ivr.incidentSet',
      payload: { until: end.toString(), by: userId },
    });
    context.afterCommit(() => forgetMoment(context));
    return { incidentId: id };
  },
);

/** The incident is over. Nothing happens when none is on. */
export const endIncident = command(
  'ivr.endIncident',
  z.strictObject(by),
  async (context, { userId }) => {
    const { tx, now, journal } = context;
    const ended = await tx
      .update(ivrIncident)
      .set({ endedAt: now, endedBy: userId })
      .where(isNull(ivrIncident.endedAt))
      .returning({ id: ivrIncident.id });
    for (const { id } of ended) {
      await journal({
        subjectType: 'ivr',
        subjectId: id,
        type: 'ivr.incidentEnded',
        payload: { by: userId },
      });
    }
    context.afterCommit(() => forgetMoment(context));
    return { ended: ended.length > 0 };
  },
);

/**
 * Whoever made this call is on the nuisance list for so many days. @throws Invalid `unknown_call`;
 * Conflict `already_listed`.
 */
export const addNuisance = command(
  'nuisance.add',
  AddNuisance.extend(by),
  async ({ app, tx, now, journal }, { callId, reason, days, userId }) => {
    const call = await lockCall(tx, callId);
    if (!call) throw new Invalid('unknown_call', 'There is no such call.', 'callId');
    const { phone } = await app.vault.masked(tx, call.citizenId);
    if (!phone)
      throw new Invalid('no_phone', 'This caller has no number to be known by.', 'callId');
    const [listed] = await tx
      .select({ id: nuisance.id })
      .from(nuisance)
      .where(
        and(
          eq(nuisance.citizenId, call.citizenId),
          isNull(nuisance.liftedAt),
          gt(nuisance.until, now),
        ),
      );
    if (listed) throw new Conflict('already_listed', 'This caller is on the list already.');
    const id = newId();
    const { citizenId } = call;
    const until = now.add({ hours: 24 * days });
    await tx
      .insert(nuisance)
      .values({ id, citizenId, reason, callId, addedBy: userId, addedAt: now, until });
    await journal({
      subjectType: 'nuisance',
      subjectId: id,
      type: 'nuisance.added',
      payload: { citizenId, callId, until: until.toString(), by: userId },
    });
    return { nuisanceId: id };
  },
);

/** The caller is off the list before its time. @throws NotFound; Conflict `already_lifted`. */
export const liftNuisance = command(
  'nuisance.lift',
  z.strictObject({ nuisanceId: Id, ...by }),
  async ({ tx, now, journal }, { nuisanceId, userId }) => {
    const [row] = await tx.select().from(nuisance).where(eq(nuisance.id, nuisanceId)).for('update');
    if (!row) throw new NotFound();
    if (row.liftedAt) throw new Conflict('already_lifted', 'This caller is off the list.');
    await tx
      .update(nuisance)
      .set({ liftedAt: now, liftedBy: userId })
      .where(eq(nuisance.id, nuisanceId));
    await journal({
      subjectType: 'nuisance',
      subjectId: nuisanceId,
      type: 'nuisance.lifted',
      payload: { citizenId: row.citizenId, by: userId },
    });
    return { lifted: true };
  },
);
