import { type KnowledgeResult, search } from '@1999/knowledge';
import type { App } from '@1999/platform';
import type { Checked } from '../domain/model-answer.ts';
import { type Consultation, rewrite, select } from '../io/model/consult.ts';
import { addByMeaning } from '../io/model/meaning.ts';
import { ModelUnavailable, modelOf } from '../io/model/model.ts';
import { ANSWER } from '../io/model/prompts.ts';
import { offersFor } from './answer.ts';
import { CHOICES } from './nearby.ts';
import { conclude, note, type Step, type Stepped, type Thinking } from './thinking.ts';

const TOP = 10;

/**
 * With a model: a follow-up, or another language than the entries', is put as a question of its
 * own; then the model chooses among the ten nearest, or none of them, and composes. Whatever is
 * slow, off, broken or refused leaves the question to the next steps, which need no model.
 */
export const consultModel: Step = async (thinking) => {
  const { app, settings, search: found } = thinking;
  const { model: config } = app.config;
  if (!config || !modelOf(app)) return null;
  if (!settings.modelOn) return note({ by: 'modelOff' });
  // Somebody pressed a choice, or wrote an entry's own question: there is nothing to find out.
  if (found?.decision === 'answer' && found.hits[0]?.entry.question === thinking.clean) return null;
  const asked: Consultation = {
    sessionId: thinking.sessionId,
    question: thinking.clean,
    history: thinking.history,
    signal: AbortSignal.timeout(config.timeoutMs),
  };
  try {
    const best = await lookAgain(app, thinking, asked);
    const hits = await addByMeaning(
      app,
      asked,
      best.hits.map(({ entry }) => entry),
    );
    if (hits.length === 0) return note({ search: best });
    const language = thinking.speaks;
    const checked = await select(app, { ...asked, language, entries: hits });
    return heed({ ...thinking, search: best }, checked, hits);
  } catch (error) {
    if (error instanceof ModelUnavailable) return note({ by: error.by });
    // Whatever else breaks on this way, the answer does not depend on it.
    app.log.error({ err: error }, 'the model could not be consulted');
    return note({ by: 'modelFailed' });
  }
};

/** Searches anew for what a follow-up or another language means. */
async function lookAgain(
  app: App,
  thinking: Thinking,
  asked: Consultation,
): Promise<KnowledgeResult> {
  const found = thinking.search ?? (await search(app, thinking.clean, { limit: TOP }));
  const isClear =
    found.decision === 'answer' || (thinking.history.length === 0 && thinking.language === 'zh');
  if (isClear) return found;
  const question = await rewrite(app, asked);
  const again = await search(app, question, { limit: TOP });
  return again.confidence > found.confidence || thinking.language !== 'zh' ? again : found;
}

type Entry = KnowledgeResult['hits'][number]['entry'];

function heed(thinking: Thinking, checked: Checked, entries: readonly Entry[]): Stepped {
  const cited = (numbers: readonly number[]) =>
    numbers.flatMap((number) => {
      const entry = entries[number - 1];
      return entry ? [{ faqId: entry.id, title: entry.question }] : [];
    });
  const { search: found, words } = thinking;
  const made = { by: 'model', prompt: ANSWER.name } as const;
  switch (checked.kind) {
    case 'refused':
      return note({ by: 'modelRefused' });
    case 'none': {
      // Where the engine is sure and the model finds nothing in it, the citizen decides.
      if (found?.decision !== 'answer')
        return note({ ...made, search: found && { ...found, decision: 'none' } });
      return note({ ...made, search: { ...found, decision: 'choices' } });
    }
    case 'offer':
      return conclude({
        ...made,
        outcome: 'choices',
        text: words.choices,
        choices: cited(checked.entries).slice(0, CHOICES),
        offers: ['person'],
      });
    case 'answer': {
      const [first] = checked.entries;
      const main = entries[(first ?? 0) - 1];
      return conclude({
        ...made,
        outcome: 'answer',
        ...(main?.kind === 'referral' ? { reason: 'refer' as const } : {}),
        text: checked.text,
        citations: cited(checked.entries),
        offers: main ? offersFor(thinking, main) : ['person'],
      });
    }
  }
}
