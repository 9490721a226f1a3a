/** Why an upload cannot become the sound of a prompt. */
export type RefusalCode =
  | 'not_a_sound'
  | 'sound_broken'
  | 'sound_too_long'
  | 'sound_too_short'
  | 'sound_silent';

/** The upload cannot become the sound of a prompt. */
export class SoundRefused extends Error {
  readonly code: RefusalCode;
  constructor(code: RefusalCode, options?: ErrorOptions) {
    super(code, options);
    this.name = 'SoundRefused';
    this.code = code;
  }
}
