import type { MatterType } from '@1999/cases/contract';
import { FormRadioGroup, FormSelect, FormTextField } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { useName } from '../call/words.ts';
import { NO, YES } from './case-values.ts';

/** The type's own questions, as its data says. */
export function TypeQuestions({
  type,
  mustAsk,
}: {
  type: MatterType | undefined;
  mustAsk: readonly string[];
}) {
  const name = useName();
  const t = useT();
  return type?.questions.map((question) => {
    const field = `answers.${question.code}`;
    const asked = name(question.zh, question.en);
    const label = mustAsk.includes(question.code) ? t('form.mustAsk', { question: asked }) : asked;
    switch (question.kind) {
      case 'yesNo':
        return (
          <FormRadioGroup
            key={field}
            name={field}
            label={label}
            orientation="horizontal"
            options={[
              { id: YES, label: t('answer.yes') },
              { id: NO, label: t('answer.no') },
            ]}
          />
        );
      case 'choice':
        return (
          <FormSelect
            key={field}
            name={field}
            label={label}
            options={(question.options ?? []).map(({ code, zh, en }) => ({
              id: code,
              label: name(zh, en),
            }))}
          />
        );
      default:
        return <FormTextField key={field} name={field} label={label} />;
    }
  });
}
