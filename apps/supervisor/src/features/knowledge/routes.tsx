import { FaqEntriesQuery, FaqWordsQuery } from '@1999/knowledge/contract';
import { type AnyRoute, createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { EntriesPage } from './entries-page.tsx';
import { EntryPage } from './entry-page.tsx';
import { FilesPage } from './files-page.tsx';
import { InsightPage } from './insight/insight-page.tsx';
import { NewEntryPage } from './new-entry-page.tsx';
import { TrialPage } from './trial-page.tsx';
import { NewWordPage } from './words/new-word-page.tsx';
import { WordsPage } from './words/words-page.tsx';

const { q, state, category, owner, reviewDue } = FaqEntriesQuery.shape;
/** A filter that cannot be read is none. */
const Search = z.object({
  q: q.catch(undefined),
  state: state.catch(undefined),
  category: category.catch(undefined),
  owner: owner.catch(undefined),
  reviewDue: reviewDue.catch(undefined),
  page: z.number().int().min(0).optional().catch(undefined),
});

const WordSearch = z.object({
  q: FaqWordsQuery.shape.q.catch(undefined),
  state: FaqWordsQuery.shape.state.catch(undefined),
  page: z.number().int().min(0).optional().catch(undefined),
});

const short = (max: number) => z.string().max(max).optional().catch(undefined);

/** Questions somebody asked, the others a line each, and their ids in the bot's log. */
const Asked = z.object({ question: short(500), similar: short(2000), asked: short(1500) });

/** The pages of the knowledge base below the app's shell. */
export function knowledgeRoutes<Parent extends AnyRoute>(parent: () => Parent) {
  const entries = createRoute({
    getParentRoute: parent,
    path: '/knowledge',
    validateSearch: Search,
    component: function Entries() {
      const { page, ...filters } = entries.useSearch();
      return <EntriesPage filters={withoutGaps(filters)} page={page ?? 0} />;
    },
  });
  const newEntry = createRoute({
    getParentRoute: parent,
    path: '/knowledge/new',
    validateSearch: Asked,
    component: function NewEntry() {
      const { question = '', similar = '', asked = '' } = newEntry.useSearch();
      const ids = asked.split(',').filter(Boolean);
      return <NewEntryPage key={question} question={question} similar={similar} asked={ids} />;
    },
  });
  const trial = createRoute({
    getParentRoute: parent,
    path: '/knowledge/try',
    validateSearch: z.object({ q: short(500) }),
    component: function Trial() {
      const { q } = trial.useSearch();
      return <TrialPage question={q ?? ''} />;
    },
  });
  const files = createRoute({
    getParentRoute: parent,
    path: '/knowledge/files',
    component: FilesPage,
  });
  const words = createRoute({
    getParentRoute: parent,
    path: '/knowledge/words',
    validateSearch: WordSearch,
    component: function Words() {
      const { page, ...filters } = words.useSearch();
      return <WordsPage filters={withoutGaps(filters)} page={page ?? 0} />;
    },
  });
  const newWord = createRoute({
    getParentRoute: parent,
    path: '/knowledge/words/new',
    validateSearch: Asked.extend({ faqId: short(100) }),
    component: function NewWord() {
      const { question = '', similar = '', asked = '', faqId } = newWord.useSearch();
      const questions = [question, ...similar.split('\n')].map((one) => one.trim().slice(0, 500));
      return (
        <NewWordPage
          key={question}
          questions={[...new Set(questions.filter(Boolean))].slice(0, 30)}
          asked={asked.split(',').filter(Boolean)}
          faqId={faqId}
        />
      );
    },
  });
  const insight = createRoute({
    getParentRoute: parent,
    path: '/knowledge/insight',
    component: InsightPage,
  });
  const entry = createRoute({
    getParentRoute: parent,
    path: '/knowledge/entries/$entryId',
    component: function Entry() {
      const { entryId } = entry.useParams();
      return <EntryPage key={entryId} entryId={entryId} />;
    },
  });
  return [entries, newEntry, trial, words, newWord, files, insight, entry] as const;
}

/** Without the keys that hold nothing, which would stand in the request as the word "undefined". */
function withoutGaps<T extends object>(filters: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(
    Object.entries(filters).filter(([, value]) => value !== undefined),
  ) as never;
}
