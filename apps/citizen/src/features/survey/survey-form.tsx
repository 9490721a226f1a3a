import type { AnswerSurvey } from '@1999/surveys/contract';
import {
  Form,
  FormActions,
  FormRadioGroup,
  FormTextField,
  SubmitButton,
  useZodForm,
} from '@1999/web-kit';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';

const scores = ['5', '4', '3', '2', '1'] as const;

/** What is on the form, turned into what is sent: radio values are texts, an empty comment is none. */
const SurveyFormValues = z
  .object({ score: z.enum(scores), comment: z.string().trim().max(1000) })
  .transform(
    ({ score, comment }): AnswerSurvey => ({ score: Number(score), comment: comment || undefined }),
  );

/** Five answers in words, and room for a remark. */
export function SurveyForm({ onAnswer }: { onAnswer(values: AnswerSurvey): Promise<void> }) {
  const t = useT();
  const form = useZodForm(SurveyFormValues, {
    defaultValues: { score: undefined, comment: '' },
  });
  return (
    <Form form={form} onSubmit={onAnswer} label={t('survey.title')}>
      <FormRadioGroup
        name="score"
        label={t('survey.question')}
        options={scores.map((id) => ({ id, label: t(`survey.score.${id}`) }))}
      />
      <FormTextField
        name="comment"
        multiline
        label={t('survey.comment')}
        description={t('survey.comment.hint')}
      />
      <FormActions>
        <SubmitButton size="large">{t('survey.send')}</SubmitButton>
      </FormActions>
    </Form>
  );
}
