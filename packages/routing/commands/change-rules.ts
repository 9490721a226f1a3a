import { Conflict, command, newId } from '@1999/platform';
import { z } from 'zod';
import { RoutingRules } from '../contract.ts';
import { lockRouting } from '../io/routing-lock.ts';
import { forgetRules, rulesVersion } from '../io/rules.ts';
import { routingRules } from '../io/tables.ts';
import { matchNow } from './match-waiting.ts';

/**
 * Makes the next version of the rules; whoever waits is looked at by them at once. @throws Conflict
 * `stale_rules` when somebody else has changed them since `basedOn`.
 */
export const changeRules = command(
  'routing.changeRules',
  z.strictObject({ basedOn: z.int().min(0), rules: RoutingRules }),
  async (context, { basedOn, rules }) => {
    const { tx, now, actor, journal } = context;
    lockRouting(tx);
    const { version } = await rulesVersion(tx);
    if (version !== basedOn) {
      throw new Conflict(
        'stale_rules',
        `The rules are at version ${version} now; read them again.`,
      );
    }
    const madeBy = actor.kind === 'user' ? actor.id : null;
    const id = newId();
    await tx.insert(routingRules).values({ id, version: version + 1, rules, madeAt: now, madeBy });
    await journal({
      subjectType: 'routingRules',
      subjectId: id,
      type: 'routing.rulesChanged',
      payload: { version: version + 1, before: version },
    });
    context.afterCommit(() => forgetRules(context));
    await matchNow(context, rules);
    return { version: version + 1 };
  },
);
