import { guardPrivateData } from '../domain/private-data.ts';
import { note, type Step } from './thinking.ts';

/** Blots out personal data before anything is searched, logged or sent on. */
export const guard: Step = ({ text }) => {
  const { clean, found } = guardPrivateData(text);
  return note({ clean, masked: found });
};
