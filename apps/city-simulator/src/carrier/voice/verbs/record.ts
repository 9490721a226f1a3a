import { newSid } from '../../ids.ts';
import { callParams } from '../call-params.ts';
import { resolveUrl } from '../load-document.ts';
import type { Next, VerbContext } from '../run-program.ts';
import { integerOf, methodOf, type Verb } from '../twiml.ts';
import { collectKeys } from './gather.ts';

/**
 * Takes a message until a finishing key or `timeout` seconds. These telephones have no voice, so
 * the recording is silence of the length waited; its address and length go to `action` and to
 * `recordingStatusCallback` as Twilio gives them.
 */
export async function record(context: VerbContext, verb: Verb): Promise<Next> {
  const { board, leg } = context;
  const started = board.scheduler.now();
  const finishOnKey = verb.attributes.finishOnKey ?? '1234567890*#';
  const seconds = Math.min(integerOf(verb, 'timeout', 5), integerOf(verb, 'maxLength', 3600));
  leg.hear('state', 'recording');
  const end = await collectKeys(
    context,
    { numDigits: Number.POSITIVE_INFINITY, finishOnKey },
    seconds * 1000,
    [],
  );
  const { accountSid } = board.options;
  const sid = newSid('RE');
  const params: Record<string, string> = {
    RecordingSid: sid,
    RecordingUrl: `${board.origin}/2010-04-01/Accounts/${accountSid}/Recordings/${sid}`,
    RecordingDuration: String(Math.max(1, Math.round((board.scheduler.now() - started) / 1000))),
  };
  const status = verb.attributes.recordingStatusCallback;
  if (status) {
    board.callbacks.send({
      subject: sid,
      event: 'recording-completed',
      url: resolveUrl(context.url, status),
      method: methodOf(verb, 'recordingStatusCallbackMethod'),
      params: { ...callParams(accountSid, leg), ...params, RecordingStatus: 'completed' },
    });
  }
  const url = resolveUrl(context.url, verb.attributes.action ?? context.url);
  return {
    goto: { url, method: methodOf(verb), params: { ...params, Digits: end.finishedOnKey ?? '' } },
  };
}
