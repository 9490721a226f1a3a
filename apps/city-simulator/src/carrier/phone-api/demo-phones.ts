import type { PhoneEntry } from '../carrier-options.ts';

/** The citizens' telephones /phone offers. Invented people and numbers. */
export const demoPhones: readonly PhoneEntry[] = [
  { number: '+886912000001', zh: '市民 王小明', en: 'Citizen Wang Hsiao-ming', kind: 'citizen' },
  { number: '+886912000002', zh: '市民 陳美玲', en: 'Citizen Chen Mei-ling', kind: 'citizen' },
  { number: '+886912000003', zh: '市民 林志偉', en: 'Citizen Lin Chih-wei', kind: 'citizen' },
  { number: '+886912000004', zh: '市民 阮氏蘭', en: 'Citizen Nguyen Thi Lan', kind: 'citizen' },
];
