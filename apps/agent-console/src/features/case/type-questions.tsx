import type { MatterType } from '@1999/cases/contract';
import { FormCheckbox, FormSelect, FormTextField } from '@1999/web-kit';
import { useName } from '../call/words.ts';

/** The type's own questions, as its data says. */
export function TypeQuestions({ type }: { type: MatterType | undefined }) {
  const name = useName();
  return type?.questions.map((question) => {
    const field = `answers.${question.code}`;
    const label = name(question.zh, question.en);
    switch (question.kind) {
      case 'yesNo':
        return (
          <FormCheckbox key={field} name={field}>
            {label}
          </FormCheckbox>
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
