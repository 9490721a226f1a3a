import type { HandsetProgramInput } from '../carrier/handsets/program.ts';
import { type PhoneView, PhoneView as PhoneViewSchema } from '../carrier/phone-api/contract.ts';

/** The carrier's API beside this page; every address is relative, so a proxy may stand before it. */
const base = './api';

/** A request the carrier refused; the message is for the person. */
export class Refused extends Error {}

async function send(method: string, path: string, body?: object): Promise<PhoneView> {
  const response = await fetch(`${base}${path}`, {
    method,
    headers: body ? { 'content-type': 'application/json' } : {},
    body: body ? JSON.stringify(body) : null,
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Refused((answer as { message: string }).message);
  return PhoneViewSchema.parse(answer);
}

export const streamUrl = (number: string) => `${base}/stream?number=${encodeURIComponent(number)}`;
export const dial = (from: string, to: string) => send('POST', '/calls', { from, to });
export const answer = (sid: string) => send('POST', `/calls/${sid}/answer`);
export const hangUp = (sid: string) => send('DELETE', `/calls/${sid}`);
export const press = (sid: string, digits: string) =>
  send('POST', `/calls/${sid}/keys`, { digits });
export const write = (from: string, body: string) => send('POST', '/messages', { from, body });
export const setProgram = (number: string, program: HandsetProgramInput) =>
  send('PUT', `/programs/${encodeURIComponent(number)}`, program);
