import { isDialable, normalizeNumber } from '../domain/phone-number.ts';
import type { Source } from '../voice/load-document.ts';
import { inlineDocument } from '../voice/run-program.ts';
import { InvalidTwiml } from '../voice/twiml.ts';
import { badRequest } from './twilio-error.ts';

/** The fields of a form-encoded request; a field given twice is a list. */
export type Form = Record<string, string | string[] | undefined>;

/** A field's text; undefined when missing or blank. */
export function field(form: Form, name: string): string | undefined {
  const value = form[name];
  const text = Array.isArray(value) ? value[0] : value;
  return text === '' ? undefined : text;
}

/** A list field: given several times, or once with its words divided by spaces. */
export function list(form: Form, name: string): string[] {
  const value = form[name];
  const texts = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return texts.flatMap((text) => text.split(/[\s,]+/)).filter(Boolean);
}

/** A true/false field. @throws TwilioError 20001 when it is neither. */
export function flag(form: Form, name: string): boolean | undefined {
  const text = field(form, name)?.toLowerCase();
  if (text === undefined) return undefined;
  if (text !== 'true' && text !== 'false') throw badRequest(20001, `${name} must be true or false`);
  return text === 'true';
}

/** A whole number between `low` and `high`. @throws TwilioError 20001 when it is not. */
export function integer(form: Form, name: string, fallback: number, low: number, high: number) {
  const text = field(form, name);
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < low || value > high) {
    throw badRequest(20001, `${name} must be a whole number from ${low} to ${high}`);
  }
  return value;
}

/** A web hook address. @throws TwilioError 21205 when it is no http(s) URL. */
export function url(form: Form, name: string): string | undefined {
  const text = field(form, name);
  if (text === undefined) return undefined;
  const protocol = URL.canParse(text) ? new URL(text).protocol : '';
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw badRequest(21205, `${name} is not a valid URL: ${text}`);
  }
  return text;
}

export function method(form: Form, name: string): 'GET' | 'POST' {
  return field(form, name)?.toUpperCase() === 'GET' ? 'GET' : 'POST';
}

/** The number to be reached. @throws TwilioError when it is missing or cannot be dialled. */
export function destination(form: Form, hotline: string, missingCode: number): string {
  const text = field(form, 'To');
  if (text === undefined) throw badRequest(missingCode, "No 'To' number is specified");
  const number = normalizeNumber(text, hotline);
  if (!isDialable(number)) {
    throw badRequest(21211, `The 'To' number ${text} is not a valid phone number.`);
  }
  return number;
}

/** The number a call or message comes from; the account owns only the hotline's. */
export function origin(form: Form, hotline: string, missingCode: number, foreignCode: number) {
  const text = field(form, 'From');
  if (text === undefined) throw badRequest(missingCode, "No 'From' number is specified");
  const number = normalizeNumber(text, hotline);
  if (number !== hotline && !number.startsWith('client:')) {
    throw badRequest(foreignCode, `The 'From' number ${text} is not a number of this account.`);
  }
  return number;
}

/** The program given by `Twiml` or `Url`, or undefined. @throws TwilioError for bad TwiML. */
export function program(form: Form): Source | undefined {
  const twiml = field(form, 'Twiml');
  const address = url(form, 'Url');
  if (twiml === undefined)
    return address ? { url: address, method: method(form, 'Method') } : undefined;
  try {
    return inlineDocument(twiml, address ?? 'http://127.0.0.1/');
  } catch (error) {
    if (error instanceof InvalidTwiml) throw badRequest(12100, error.message);
    throw error;
  }
}
