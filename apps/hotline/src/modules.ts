import { cases } from '@1999/cases';
import { chat } from '@1999/chat';
import { chatbot } from '@1999/chatbot';
import { directory } from '@1999/directory';
import { dispatch } from '@1999/dispatch';
import { knowledge } from '@1999/knowledge';
import { messaging } from '@1999/messaging';
import { metrics } from '@1999/metrics';
import type { Module } from '@1999/platform';
import { live } from '@1999/platform/live';
import { routing } from '@1999/routing';
import { surveys } from '@1999/surveys';
import { telephony } from '@1999/telephony';

/** Every room of the house, from the ground up. */
export const modules: readonly Module[] = [
  live,
  messaging,
  directory,
  cases,
  routing,
  telephony,
  dispatch,
  surveys,
  knowledge,
  chatbot,
  chat,
  metrics,
];
