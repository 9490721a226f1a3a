import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** One TwiML element: a verb, or a noun inside a verb. */
export interface Verb {
  name: string;
  attributes: Record<string, string>;
  /** The words directly in the element and in its marks (SSML), white space folded. */
  text: string;
  children: Verb[];
}

export class InvalidTwiml extends Error {
  constructor(reason: string) {
    super(`invalid TwiML: ${reason}`);
    this.name = 'InvalidTwiml';
  }
}

type Node = Record<string, unknown>;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  htmlEntities: true,
});

/** The verbs of a TwiML document in their order. @throws InvalidTwiml when it is not one. */
export function parseTwiml(document: string): Verb[] {
  const text = document.trim();
  if (text === '') return [];
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new InvalidTwiml(valid.err.msg);
  const roots = (parser.parse(text) as Node[]).flatMap(toVerb);
  const [response] = roots;
  if (roots.length !== 1 || response?.name !== 'Response') {
    throw new InvalidTwiml('the root element must be <Response>');
  }
  return response.children;
}

function toVerb(node: Node): Verb[] {
  const name = Object.keys(node).find((key) => key !== ':@');
  if (!name || name.startsWith('?') || name.startsWith('#')) return [];
  const content = node[name] as Node[];
  const attributes = (node[':@'] ?? {}) as Record<string, string>;
  return [{ name, attributes, text: textOf(content), children: content.flatMap(toVerb) }];
}

function textOf(content: Node[]): string {
  return rawText(content).replace(/\s+/g, ' ').trim();
}

function rawText(content: Node[]): string {
  return content
    .map((node) => {
      if ('#text' in node) return String(node['#text']);
      const name = Object.keys(node).find((key) => key !== ':@');
      return name && ssml.has(name) ? rawText(node[name] as Node[]) : '';
    })
    .join('');
}

/** Speech marks whose words are spoken as part of the sentence around them. */
const ssml = new Set([
  'emphasis',
  'lang',
  'p',
  'phoneme',
  'prosody',
  's',
  'say-as',
  'sub',
  'w',
  'break',
]);

/** A whole-number attribute, or `fallback` when it is missing or no number. */
export function integerOf(verb: Verb, name: string, fallback: number): number {
  const value = Number.parseInt(verb.attributes[name] ?? '', 10);
  return Number.isNaN(value) ? fallback : value;
}

/** A true/false attribute, or `fallback` when it is missing. */
export function flagOf(verb: Verb, name: string, fallback: boolean): boolean {
  const value = verb.attributes[name]?.toLowerCase();
  return value === undefined || value === '' ? fallback : value === 'true';
}

/** A list attribute, words divided by spaces. */
export function wordsOf(verb: Verb, name: string): string[] {
  return (verb.attributes[name] ?? '').split(/[\s,]+/).filter(Boolean);
}

export type HttpMethod = 'GET' | 'POST';

/** An HTTP method attribute; Twilio's default is POST. */
export function methodOf(verb: Verb, name = 'method'): HttpMethod {
  return verb.attributes[name]?.toUpperCase() === 'GET' ? 'GET' : 'POST';
}
