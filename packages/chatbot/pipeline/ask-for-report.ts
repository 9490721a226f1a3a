import { districts, matterTypes } from '@1999/cases';
import type { App } from '@1999/platform';
import { type Dialogue, emptyDraft } from '../domain/dialogue.ts';
import { intentOf } from '../domain/intent.ts';
import { addToReport, typeIn } from '../domain/report-words.ts';
import { nearby } from './nearby.ts';
import { conclude, type Step, type Thinking } from './thinking.ts';

type Report = Extract<Dialogue, { kind: 'report' }>;

/** "I want to report …" begins a draft, with what the message already says of it. */
export const startReport: Step = async (thinking) => {
  const { clean, text, reference, app, history } = thinking;
  if (intentOf(clean) !== 'report') return null;
  const begun = addToReport(
    { kind: 'report', draft: emptyDraft, asked: 'typeCode' },
    text,
    reference,
  );
  // 「我要報修」 alone, after 「路燈不亮」 was asked about: the type is what was spoken of last.
  const before = history.findLast(({ from }) => from === 'citizen')?.text ?? '';
  const typeCode = begun.draft.typeCode ?? typeIn(before, reference.types);
  const report = addToReport(
    { ...begun, draft: { ...begun.draft, typeCode }, asked: 'confirm' },
    '',
    reference,
  );
  const related = begun.draft.typeCode ? await nearby(app, clean) : [];
  return askOn(thinking, report, related.slice(0, 1));
};

/** Asks for what a report still lacks, or shows it for confirmation. */
export async function askOn(
  { app, words, speaks }: Thinking,
  report: Report,
  citations: { faqId: string; title: string }[] = [],
) {
  const questions = {
    typeCode: words.askType,
    district: words.askDistrict,
    address: words.askAddress,
    description: words.askDescription,
  };
  const text =
    report.asked === 'confirm'
      ? words.checkReport(await namesOf(app, report, speaks))
      : questions[report.asked];
  return conclude({
    outcome: 'answer',
    reason: 'report',
    text,
    citations,
    offers: ['person'],
    confidence: 1,
    dialogue: report,
  });
}

async function namesOf(app: App, { draft }: Report, speaks: 'zh' | 'en') {
  const name = (one: { nameZh: string; nameEn: string } | undefined) =>
    (speaks === 'en' ? one?.nameEn : one?.nameZh) ?? '';
  const type = (await matterTypes(app.db)).find(({ code }) => code === draft.typeCode);
  const district = (await districts(app.db)).find(({ code }) => code === draft.district);
  return {
    type: name(type),
    place: `${name(district)} ${draft.address ?? ''}`.trim(),
    description: draft.description ?? '',
  };
}
