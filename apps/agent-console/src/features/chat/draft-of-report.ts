import type { ReportDraft } from '@1999/chat/contract';
import { CaseDraft } from '../case/case-values.ts';

/**
 * What the case form begins with: what the agent has half written of it, else the report that the
 * citizen was in the middle of with the bot, else nothing.
 */
export function draftOfReport(stored: object, report: ReportDraft | null): CaseDraft {
  if (Object.keys(stored).length > 0 || !report) return CaseDraft.parse(stored);
  const { typeCode, district, address, description, lat, lng } = report;
  return CaseDraft.parse({
    typeCode,
    district,
    address: address ?? '',
    description: description ?? '',
    point: lat !== null && lng !== null ? { lat, lng } : null,
  });
}
