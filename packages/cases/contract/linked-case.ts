import { Id, text } from '@1999/platform/contract';
import { z } from 'zod';
import { CaseBrief } from './citizen.ts';

/** `GET /api/cases?number=`: the case of that number, however it is written down. */
export const FindCaseQuery = z.strictObject({ number: text(40) });
export const FoundCases = z.array(CaseBrief);

/** `POST /api/contacts/:id/cases`: this approach is about a case that is there already. */
export const LinkCaseBody = z.strictObject({ caseId: Id });
