import { BotFigures, BotQuestion, BotSettings, type QuestionKind } from '@1999/chatbot/contract';
import { FaqEntryView, FaqGroups } from '@1999/knowledge/contract';
import { api, toast, useErrorSentence, useLiveQuery, webClock } from '@1999/web-kit';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { useT } from '../../../messages/index.ts';
import { pathOf } from '../use-knowledge.ts';
import { type AskedGroup, join } from './asked-groups.ts';

const TOPICS = ['bot'];
/** The newest so many questions are grouped. */
const MOST = 200;

/** How the bot did, by day and category. */
export function useFigures(days: number) {
  const now = Temporal.Instant.fromEpochMilliseconds(Math.floor(webClock.nowMs()));
  const to = now.toZonedDateTimeISO('Asia/Taipei').toPlainDate();
  const query = new URLSearchParams({
    from: to.subtract({ days: days - 1 }).toString(),
    to: to.toString(),
  });
  return useQuery({
    queryKey: ['insight', 'figures', String(query)],
    queryFn: ({ signal }) => api.get(`/api/bot/figures?${query}`, { schema: BotFigures, signal }),
  });
}

/** The newest questions of a kind that nobody has dealt with, grouped by what they ask. */
export function useAskedGroups(kind: z.infer<typeof QuestionKind>) {
  return useLiveQuery({
    queryKey: ['insight', 'groups', kind],
    queryFn: async ({ signal }): Promise<AskedGroup[]> => {
      const query = new URLSearchParams({ kind, limit: String(MOST) });
      const questions = await api.get(`/api/bot/questions?${query}`, {
        schema: z.array(BotQuestion),
        signal,
      });
      const asked = questions.flatMap(({ id, question }) =>
        question ? [{ id, question: question.slice(0, 500) }] : [],
      );
      if (asked.length === 0) return [];
      const groups = await api.post('/api/faq-groups', {
        body: { questions: asked },
        schema: FaqGroups,
        signal,
      });
      return join(groups, questions);
    },
    topics: TOPICS,
    on: ['bot.questionHandled'],
  });
}

/** Whether the bot and its model answer. */
export function useBotSettings() {
  return useLiveQuery({
    queryKey: ['insight', 'settings'],
    queryFn: ({ signal }) => api.get('/api/bot/settings', { schema: BotSettings, signal }),
    topics: TOPICS,
    on: ['bot.switched'],
  });
}

/** Notes that questions were dealt with, each once. */
export async function markHandled(
  ids: readonly string[],
  body: { as: 'similar' | 'entry' | 'word' | 'dismissed'; faqId?: string },
): Promise<void> {
  for (const id of ids) await api.post(`/api/bot/questions/${id}/handled`, { body });
}

/** What an editor does with a group; says what was done, or why it was not. */
export function useHandleGroup() {
  const t = useT();
  const queries = useQueryClient();
  const sentence = useErrorSentence();
  return useMutation({
    mutationFn: async ({ group, faqId }: { group: AskedGroup; faqId: string | null }) => {
      if (faqId) await addSimilar(faqId, group);
      const ids = group.questions.map(({ id }) => id);
      await markHandled(ids, faqId ? { as: 'similar', faqId } : { as: 'dismissed' });
    },
    onSuccess: (_, { faqId }) => toast(t(faqId ? 'insight.similar.added' : 'insight.dismissed')),
    onError: (error) => toast(sentence(error), 'error'),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['insight', 'groups'] }),
        queries.invalidateQueries({ queryKey: ['knowledge'] }),
      ]),
  });
}

/** Writes a new version of the entry with the group's questions among its similar ones. */
async function addSimilar(faqId: string, { questions }: AskedGroup): Promise<void> {
  const { entry, content } = await api.get(pathOf(faqId), { schema: FaqEntryView });
  const asked = questions.map(({ question }) => question);
  const similar = [...new Set([...content.similar, ...asked])].slice(0, 100);
  if (similar.length === content.similar.length) return;
  await api.put(pathOf(faqId), { body: { ...content, similar, basedOn: entry.version } });
}
