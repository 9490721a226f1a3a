import { useId } from 'react';
import type { HandsetProgram, HandsetProgramInput } from '../carrier/handsets/program.ts';
import type { PhoneView } from '../carrier/phone-api/contract.ts';
import { setProgram } from './api.ts';
import { useT } from './i18n.ts';

const programs: Record<HandsetProgram['kind'], HandsetProgramInput> = {
  manual: { kind: 'manual' },
  answers: { kind: 'answers', afterSeconds: 3, presses: ['1'], pressAfterSeconds: 4 },
  neverAnswers: { kind: 'neverAnswers' },
  busy: { kind: 'busy' },
  unreachable: { kind: 'unreachable' },
};
const kinds = Object.keys(programs) as HandsetProgram['kind'][];

export interface ProgramChoiceProps {
  view: PhoneView;
  act(work: Promise<PhoneView>): Promise<void>;
}

/** What this telephone does when it is rung: for showing what happens when nobody answers. */
export function ProgramChoice({ view, act }: ProgramChoiceProps) {
  const t = useT();
  const id = useId();
  const choose = (kind: string) => {
    const program = programs[kind as HandsetProgram['kind']];
    void act(setProgram(view.number, program));
  };
  return (
    <section className="card" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
        <label htmlFor={id}>{t('phone.program')}</label>
      </h2>
      <select id={id} value={view.program.kind} onChange={(event) => choose(event.target.value)}>
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`phone.program.${kind}`)}
          </option>
        ))}
      </select>
    </section>
  );
}
