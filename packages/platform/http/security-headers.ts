import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config.ts';

const YEAR_SECONDS = 31_536_000;
/** Where Twilio's client in an agent's browser speaks to, and takes its sounds from. */
const TWILIO = {
  connect: ['https://*.twilio.com', 'wss://*.twilio.com', 'https://media.twiliocdn.com'],
  media: ['https://sdk.twilio.com', 'https://media.twiliocdn.com'],
} as const;

/** Directive → sources, as a Content-Security-Policy header spells it. */
function policy(directives: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ');
}

/**
 * What a page of ours may load and whom it may speak to: this origin alone, and Twilio where it
 * carries the calls. WebRTC media falls under no directive.
 */
export function pagePolicy(config: Config): string {
  const outside = config.twilio.apiUrl ? { connect: [], media: [] } : TWILIO;
  return policy({
    'default-src': ["'self'"],
    'script-src': ["'self'"],
    // react-aria writes style rules of its own into the page; they hold nothing from outside.
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'media-src': ["'self'", 'blob:', ...outside.media],
    // 'self' is the page's own socket too, but not in every Safari still in use.
    'connect-src': ["'self'", config.publicUrl.replace(/^http/, 'ws'), ...outside.connect],
    'object-src': ["'none'"],
    'base-uri': ["'self'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  });
}

/** The API's browsable page starts by a script in the page and brings its own styles. */
const docsPolicy = policy({
  'default-src': ["'self'"],
  'script-src': ["'self'", "'unsafe-inline'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'", 'data:'],
  'object-src': ["'none'"],
  'base-uri': ["'self'"],
  'frame-ancestors': ["'none'"],
});

/**
 * Sends with every answer what a browser shall not do with it: run foreign code, show it inside a
 * foreign page, guess its type, or tell other sites its address (a survey's is its key). Under
 * HTTPS also: never come without it again; not in demo mode, whose certificate is of today.
 */
export function protectPages(server: FastifyInstance, config: Config): void {
  const isHttps = config.tls !== undefined || config.publicUrl.startsWith('https://');
  const headers = {
    'content-security-policy': pagePolicy(config),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    ...(isHttps && !config.demo ? { 'strict-transport-security': `max-age=${YEAR_SECONDS}` } : {}),
  };
  server.addHook('onRequest', async (_request, reply) => {
    reply.headers(headers);
  });
}

/** Lets the pages of this scope do what the API's browsable page needs. */
export function protectDocs(scope: FastifyInstance): void {
  scope.addHook('onRequest', async (_request, reply) => {
    reply.header('content-security-policy', docsPolicy);
  });
}
