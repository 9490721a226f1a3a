import type { App, ModelConfig } from '@1999/platform';
import { localDay } from '../../domain/local-day.ts';
import { ModelUnavailable } from './model.ts';

/** Tokens set aside for a question under way; settled when it is known what it took. */
export interface Claim {
  settle(tokensIn: number, tokensOut: number): Promise<void>;
}

/**
 * Sets tokens aside for one call before it is made, so that calls at once cannot pass a ceiling
 * together. Accounting beside the journal: each answer's own row tells that a model was asked.
 * @throws ModelUnavailable `modelBudget` when the chat or the day has used up its own.
 */
export async function claimTokens(
  app: App,
  config: ModelConfig,
  { sessionId, tokensIn, tokensOut }: { sessionId: string; tokensIn: number; tokensOut: number },
): Promise<Claim> {
  const day = localDay(app.clock.now());
  const tokens = tokensIn + tokensOut;
  const cost = costOf(config, tokensIn, tokensOut);
  const ceiling = config.dayCost === 0 ? null : Math.round(config.dayCost * 1e6);
  const claimed = await app.sql.begin(async (sql) => {
    const [today] = await sql`
      insert into bot_usage_day as d (day, tokens, cost_micro) values (${day}, ${tokens}, ${cost})
      on conflict (day) do update set
        tokens = d.tokens + excluded.tokens, cost_micro = d.cost_micro + excluded.cost_micro
      returning tokens <= ${config.dayTokens}::bigint
        and (${ceiling}::bigint is null or cost_micro <= ${ceiling}::bigint) as within`;
    const [chat] = await sql`
      insert into bot_usage_session as s (session_id, tokens, at)
      values (${sessionId}, ${tokens}, ${app.clock.now().toString()})
      on conflict (session_id) do update set tokens = s.tokens + excluded.tokens, at = excluded.at
      returning tokens <= ${config.sessionTokens}::bigint as within`;
    if (today?.within && chat?.within) return true;
    throw new ModelUnavailable('modelBudget');
  });
  if (!claimed) throw new ModelUnavailable('modelBudget');
  return {
    settle: async (usedIn, usedOut) => {
      const more = usedIn + usedOut - tokens;
      const dearer = costOf(config, usedIn, usedOut) - cost;
      await app.sql.begin(async (sql) => {
        await sql`update bot_usage_day set tokens = greatest(0, tokens + ${more}),
          cost_micro = greatest(0, cost_micro + ${dearer}) where day = ${day}`;
        await sql`update bot_usage_session set tokens = greatest(0, tokens + ${more})
          where session_id = ${sessionId}`;
      });
    },
  };
}

/** Millionths of the price's currency. Prices are for a million tokens, so the factors cancel. */
function costOf({ priceIn, priceOut }: ModelConfig, tokensIn: number, tokensOut: number): number {
  return Math.ceil(tokensIn * priceIn + tokensOut * priceOut);
}
