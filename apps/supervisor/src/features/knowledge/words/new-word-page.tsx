import { WordsProposed } from '@1999/knowledge/contract';
import {
  api,
  Button,
  Card,
  Dialog,
  Form,
  FormActions,
  FormTextField,
  SubmitButton,
  toast,
  useSettled,
  useZodForm,
} from '@1999/web-kit';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '../../../messages/index.ts';
import { OtherEntry } from '../insight/other-entry.tsx';
import { markHandled } from '../insight/use-insight.ts';
import { KnowledgeShell } from '../knowledge-shell.tsx';
import { Hints } from './hints.tsx';
import { useWordHints, useWordTrial } from './use-words.ts';
import { draftOf, termsOf, WordForm, withTerm } from './word-draft.ts';
import { WordTrial } from './word-trial.tsx';

const TYPING_PAUSE_MS = 300;

/**
 * Makes a pair of the lexicon out of questions that were asked in vain: the everyday word in them, the
 * official term of the entry that was meant, and at once what the engine would answer with it. `asked`
 * are the bot's questions: they are dealt with once the word is proposed.
 */
export function NewWordPage(props: {
  questions: readonly string[];
  asked: readonly string[];
  faqId: string | undefined;
}) {
  const { questions, asked } = props;
  const t = useT();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [faqId, setFaqId] = useState(props.faqId);
  const [choosing, choose] = useState(false);
  const [tried, setTried] = useState(questions[0] ?? '');
  const form = useZodForm(WordForm, { defaultValues: { word: '', terms: '' } });
  const values = form.watch();
  const settled = useSettled(JSON.stringify([values, tried]), TYPING_PAUSE_MS);
  const [steady, question] = JSON.parse(settled) as [typeof values, string];
  const draft = draftOf(steady);
  const typed = question.trim() ? [question.trim()] : [];
  const { data: hints } = useWordHints(questions.length > 0 ? questions : typed, faqId);
  const trial = useWordTrial(question.trim(), draft, questions);
  const set = (field: 'word' | 'terms', value: string) =>
    form.setValue(field, value, { shouldDirty: true, shouldValidate: form.formState.isSubmitted });
  return (
    <KnowledgeShell title={t('words.new')}>
      <div className="knowledge">
        {questions.length > 0 && (
          <Card title={t('words.asked')}>
            <ul>
              {questions.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          </Card>
        )}
        <Card title={t('words.pair')}>
          <Form
            form={form}
            label={t('words.new')}
            onSubmit={async ({ word, terms }) => {
              const [askedId] = asked;
              const meant = hints?.entry?.faqId;
              const body = {
                word,
                terms: termsOf(terms),
                ...(askedId ? { askedId } : {}),
                ...(meant ? { faqId: meant } : {}),
              };
              await api.post('/api/faq-words', { body, schema: WordsProposed });
              await markHandled(asked, { as: 'word' });
              toast(t('words.proposed'));
              for (const key of ['knowledge', 'insight']) {
                await queries.invalidateQueries({ queryKey: [key] });
              }
              await navigate({ to: '/knowledge/words', search: { state: 'proposed' } });
            }}
          >
            <FormTextField
              name="word"
              label={t('words.word')}
              description={t('words.word.hint')}
              maxLength={20}
              autoComplete="off"
              isRequired
            />
            <Hints
              label={t('words.word.found')}
              hints={(hints?.words ?? []).map(({ word, questions }) => ({
                word,
                count: questions,
              }))}
              isOn={(word) => values.word === word}
              onPress={(word) => set('word', word)}
            />
            <div className="knowledge-actions">
              <span>
                {hints?.entry ? t('words.meant', { title: hints.entry.title }) : t('words.nobody')}
              </span>
              <Button onPress={() => choose(true)}>{t('words.meant.other')}</Button>
            </div>
            <FormTextField
              name="terms"
              label={t('words.terms')}
              description={t('words.terms.hint')}
              maxLength={200}
              autoComplete="off"
              isRequired
            />
            <Hints
              label={t('words.terms.of')}
              hints={(hints?.terms ?? []).map((word) => ({ word }))}
              isOn={(term) => termsOf(values.terms).includes(term)}
              onPress={(term) => set('terms', withTerm(values.terms, term))}
            />
            <WordTrial
              question={tried}
              onQuestion={setTried}
              meant={hints?.entry?.faqId}
              draft={draft}
              trial={trial}
            />
            <FormActions>
              <SubmitButton>{t('words.propose')}</SubmitButton>
            </FormActions>
          </Form>
        </Card>
        <Dialog isOpen={choosing} onClose={() => choose(false)} title={t('words.meant.other')}>
          <OtherEntry
            question={questions[0] ?? ''}
            labelOf={(title) => t('words.meant.choose', { title })}
            onChoose={(id) => {
              setFaqId(id);
              choose(false);
            }}
          />
        </Dialog>
      </div>
    </KnowledgeShell>
  );
}
