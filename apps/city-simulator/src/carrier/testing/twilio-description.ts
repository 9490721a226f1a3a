import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type AnySchema } from 'ajv';

/** One request to a carrier's REST door with its answer. */
export interface Exchange {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly form: URLSearchParams;
  readonly status: number;
  readonly answer: unknown;
}

interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
}
interface Operation {
  parameters?: { name: string; in: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: AnySchema }> }>;
}

const FORM = 'application/x-www-form-urlencoded';
const FILE = '@twilio/cli-core/src/services/twilio-api/twilio_api_v2010.json';

/** Twilio's own OpenAPI description of its REST API, as its command line tool ships it. */
const description = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve(FILE), 'utf8'),
  withNull,
) as { paths: Record<string, Record<string, Operation>>; components: unknown };

/** Formats are told to people there, not to machines; patterns and lengths are checked. */
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema({ $id: 'twilio', components: description.components });

const templates = Object.entries(description.paths).map(([template, operations]) => ({
  template,
  operations,
  pattern: new RegExp(`^${template.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '([^/]+?)')}$`),
}));

/** OpenAPI's `nullable` in the words of JSON Schema, also beside an enum or a reference. */
function withNull(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('nullable' in value)) return value;
  const { nullable, ...schema } = value;
  return nullable === true ? { anyOf: [{ type: 'null' }, schema] } : schema;
}

/** What in an exchange is not as Twilio describes its API; empty when all is. */
export function problemsOf(exchange: Exchange): string[] {
  const { method, path, form, status, answer } = exchange;
  const [address = '', query = ''] = path.split('?');
  const found = templates.find(({ pattern }) => pattern.test(address));
  const operation = found?.operations[method.toLowerCase()];
  const name = `${method} ${found?.template ?? address}`;
  if (!operation) return [`${name}: no such operation`];
  const asked = operation.requestBody?.content[FORM]?.schema;
  const inQuery: Schema = { type: 'object', properties: {} };
  for (const one of operation.parameters ?? []) {
    if (one.in === 'query' && inQuery.properties) inQuery.properties[one.name] = one.schema;
  }
  return [
    ...problems(`${name} body`, strict(asked), valuesOf(form, asked)),
    ...problems(`${name} query`, strict(inQuery), valuesOf(new URLSearchParams(query), inQuery)),
    ...(status < 400 ? answerProblems(name, operation, status, answer) : []),
  ];
}

function answerProblems(name: string, operation: Operation, status: number, answer: unknown) {
  const response = operation.responses[status];
  if (!response) return [`${name}: ${status} is not described`];
  const schema = response.content?.['application/json']?.schema;
  return schema ? problems(`${name} answer`, schema, answer) : [];
}

/** A field that is not described is a mistake of ours, whatever Twilio does with it. */
function strict(schema: Schema | undefined): AnySchema {
  return { ...(schema ?? { type: 'object' }), additionalProperties: false };
}

function problems(where: string, schema: AnySchema, value: unknown): string[] {
  const pointed = JSON.parse(
    JSON.stringify(schema).replaceAll('"#/components', '"twilio#/components'),
  ) as AnySchema;
  const validate = ajv.compile(pointed);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${where}${instancePath}: ${message} ${JSON.stringify(params)}`,
  );
}

/** A form's words as the values they stand for. */
function valuesOf(form: URLSearchParams, schema: Schema | undefined): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const name of new Set(form.keys())) {
    const wanted = schema?.properties?.[name];
    const all = form.getAll(name);
    values[name] =
      wanted?.type === 'array'
        ? all.map((one) => readValue(one, wanted.items))
        : readValue(all[0] ?? '', wanted);
  }
  return values;
}

function readValue(text: string, schema: Schema | undefined): unknown {
  if (schema?.type === 'boolean' && /^(true|false)$/i.test(text)) return /true/i.test(text);
  if (schema?.type === 'integer' || schema?.type === 'number') return Number(text);
  return text;
}
