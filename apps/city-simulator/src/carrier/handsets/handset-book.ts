import { HandsetProgram, type HandsetProgramInput } from './program.ts';

/** What each virtual telephone has been told to do; an unknown one waits for a person. */
export class HandsetBook {
  readonly #programs = new Map<string, HandsetProgram>();

  /** Sets what the telephone does from now on. @throws ZodError for an unknown program. */
  set(number: string, program: HandsetProgramInput): void {
    this.#programs.set(number, HandsetProgram.parse(program));
  }

  programOf(number: string): HandsetProgram {
    return this.#programs.get(number) ?? { kind: 'manual' };
  }
}
