import type { MatterAnswers, MatterQuestion } from '../contract.ts';

/**
 * What is wrong with the answers to a type's questions: the question's code and why; null when
 * nothing is. Questions may stay unanswered.
 */
export function wrongAnswer(
  questions: readonly MatterQuestion[],
  answers: MatterAnswers,
): { code: string; why: string } | null {
  for (const [code, answer] of Object.entries(answers)) {
    const question = questions.find((one) => one.code === code);
    if (!question) return { code, why: 'this type does not ask that' };
    if ((question.kind === 'yesNo') !== (typeof answer === 'boolean')) {
      return { code, why: question.kind === 'yesNo' ? 'answer true or false' : 'answer in words' };
    }
    const known = question.options?.some((option) => option.code === answer);
    if (question.kind === 'choice' && !known) return { code, why: 'not one of the choices' };
  }
  return null;
}
