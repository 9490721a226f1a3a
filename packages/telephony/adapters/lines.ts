import type { Provider } from '../contract.ts';
import type { CallLine } from './line.ts';
import { sipLine } from './sip/line.ts';
import { twilioLine } from './twilio/line.ts';
import { webCallLine } from './webcall/line.ts';

/** Every provider of calls. */
export const lines: Readonly<Record<Provider, CallLine>> = {
  twilio: twilioLine,
  webcall: webCallLine,
  sip: sipLine,
};
