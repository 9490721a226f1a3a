import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Switchboard } from '../voice/switchboard.ts';
import { callRecordingRoutes } from './call-recordings.ts';
import { callRoutes } from './calls.ts';
import { conferenceRoutes } from './conferences.ts';
import { messageRoutes } from './messages.ts';
import { participantRoutes } from './participants.ts';
import { recordingRoutes } from './recordings.ts';
import { badRequest, errorBody, notFound, TwilioError, unauthenticated } from './twilio-error.ts';

export interface AccountParams {
  accountSid: string;
  sid: string;
}

/** The REST API under /2010-04-01/Accounts/{AccountSid}, with Twilio's sign-in and errors. */
export function restApi(board: Switchboard) {
  return async (app: FastifyInstance) => {
    app.setErrorHandler((error, _request, reply) => {
      const known =
        error instanceof TwilioError
          ? error
          : isClientFault(error)
            ? badRequest(20001, error.message)
            : new TwilioError(500, 20500, 'An internal server error has occurred');
      if (known.code === 20500) board.warn(String((error as Error).stack ?? error));
      if (known.status === 429) reply.header('retry-after', '1');
      return reply.code(known.status).send(errorBody(known));
    });
    app.setNotFoundHandler((request) => {
      throw notFound(request.url);
    });
    app.register(recordingRoutes);
    app.register(async (guarded) => {
      guarded.addHook('onRequest', async (request) => {
        checkCredentials(board, request);
        failIfTold(board);
      });
      guarded.register(callRoutes(board));
      guarded.register(callRecordingRoutes(board));
      guarded.register(conferenceRoutes(board));
      guarded.register(participantRoutes(board));
      guarded.register(messageRoutes(board));
    });
  };
}

/** @throws TwilioError 401 unless the request is signed in to this account. */
export function checkCredentials(board: Switchboard, request: FastifyRequest): void {
  const { accountSid, authToken } = board.options;
  const expected = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  if (!sameText(request.headers.authorization ?? '', expected)) throw unauthenticated();
  const asked = (request.params as Partial<AccountParams>).accountSid;
  if (asked !== undefined && asked !== accountSid) throw notFound(request.url);
}

function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function failIfTold(board: Switchboard): void {
  if (board.faults.restFailures === 0) return;
  board.faults = { ...board.faults, restFailures: board.faults.restFailures - 1 };
  const status = board.faults.restStatus;
  if (status === 429) throw new TwilioError(429, 20429, 'Too Many Requests');
  throw new TwilioError(status, 20500, 'An internal server error has occurred');
}

function isClientFault(error: unknown): error is Error & { statusCode: number } {
  const status = (error as { statusCode?: number }).statusCode;
  return status !== undefined && status >= 400 && status < 500;
}
