import type { zh } from './zh.ts';

/** The agency app's sentences in English. */
export const en: Record<keyof typeof zh, string> = {
  'app.name': '1999 work orders',
  'nav.roster': 'Duty roster',
  'roster.title': 'Duty roster',
  'roster.hint': 'The system rings in this order; when nobody answers it goes on to the next.',
  'roster.order': 'Order',
  'roster.name': 'Post',
  'roster.level': 'Level',
  'roster.none': 'Nobody is on duty. With nobody to tell, orders escalate to the RDEC at once.',
  'level.unit': 'Unit',
  'level.chief': 'Section chief',
  'level.bureau': 'Bureau',
  'level.rdec': 'RDEC',
};
