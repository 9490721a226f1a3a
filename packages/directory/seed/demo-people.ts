import type { DutyLevel, SkillCode } from '../contract.ts';

/** The password of every demo account; there are none outside demo mode. */
export const DEMO_PASSWORD = 'demo1999';

const topics: readonly SkillCode[] = [
  'general',
  'danger',
  'roads',
  'water',
  'environment',
  'transport',
];

/** agent1 … agent6: everybody takes every topic; languages differ. */
export const demoAgents: readonly { name: string; skills: SkillCode[] }[] = [
  { name: '話務一號', skills: [...topics, 'zh', 'en'] },
  { name: '話務二號', skills: [...topics, 'zh', 'nan', 'en'] },
  { name: '話務三號', skills: [...topics, 'zh', 'hak', 'en'] },
  { name: '話務四號', skills: [...topics, 'zh', 'en'] },
  { name: '話務五號', skills: [...topics, 'zh'] },
  { name: '話務六號', skills: [...topics, 'zh', 'en', 'vi', 'id', 'th'] },
];

/** Who is on every agency's roster, by level and in the order they are rung. */
export const demoRoster: readonly {
  level: DutyLevel;
  position: number;
  titleZh: string;
  titleEn: string;
}[] = [
  { level: 'unit', position: 1, titleZh: '第一值班員', titleEn: 'First duty officer' },
  { level: 'unit', position: 2, titleZh: '第二值班員', titleEn: 'Second duty officer' },
  { level: 'unit', position: 3, titleZh: '第三值班員', titleEn: 'Third duty officer' },
  { level: 'chief', position: 1, titleZh: '科長', titleEn: 'Section chief' },
  { level: 'bureau', position: 1, titleZh: '機關首長', titleEn: 'Head of the agency' },
];

/** The overseeing commission's own night and day desk, which rules when nobody below answers. */
export const demoOversightRoster: typeof demoRoster = [
  { level: 'rdec', position: 1, titleZh: '研考會值班員', titleEn: 'RDEC duty officer' },
  { level: 'rdec', position: 2, titleZh: '研考會督導', titleEn: 'RDEC supervisor' },
];

/** The number of the nth telephone on the demo city's rosters, all answered by the local carrier. */
export function demoDutyPhone(nth: number): string {
  return `+8869001${String(nth).padStart(5, '0')}`;
}
