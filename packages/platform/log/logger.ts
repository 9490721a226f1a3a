import { type Logger, pino } from 'pino';

/**
 * The process's logger: JSON lines. Rooms log ids and codes only; as a second line of defence
 * well-known personal fields are blotted out wherever they stand (invariant I17).
 */
export function makeLogger(level: string, destination?: NodeJS.WritableStream): Logger {
  const options = {
    level,
    redact: {
      paths: [
        'phone',
        'name',
        'address',
        'email',
        'From',
        'To',
        'Caller',
        'password',
        'token',
      ].flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
      censor: '[personal]',
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
