import twilio from 'twilio';
import type { Language } from '../../contract.ts';
import { questionOf } from '../../domain/call-flow.ts';
import { flowOf } from '../../domain/flow-of.ts';
import { captionOf, type PromptId } from '../../domain/prompts.ts';
import type { Call, Party } from '../../io/tables.ts';

type Response = InstanceType<typeof twilio.twiml.VoiceResponse>;
type Speaker = Pick<Response, 'say'>;

const BASE = '/telephony/twilio';
const KEY_SECONDS = 6;
const voices = {
  zh: { language: 'cmn-TW', voice: 'Google.cmn-TW-Wavenet-A' },
  en: { language: 'en-US', voice: 'Polly.Joanna-Neural' },
} as const;

/** A new, empty document. */
export function newTwiml(): Response {
  return new twilio.twiml.VoiceResponse();
}

/** Speaks prompts in the caller's language; before one is chosen, in Chinese. */
export function speak(to: Speaker, prompts: readonly PromptId[], language: Language | null): void {
  const { zh, en } = captionOf(prompts);
  if (language === 'en') to.say(voices.en, en);
  else to.say(voices.zh, zh);
}

/** Speaks free text in the locale it was written in. */
export function speakText(to: Speaker, text: string, locale: 'zh-Hant-TW' | 'en'): void {
  to.say(locale === 'en' ? voices.en : voices.zh, text);
}

/**
 * What the caller hears next, from the state of the call alone: so a repeated or late question of
 * the carrier's gets the right answer again.
 */
export function twimlFor(row: Call): string {
  const response = newTwiml();
  switch (row.step) {
    case 'arrived':
    case 'language':
    case 'topic':
      askQuestion(response, row);
      break;
    case 'queued':
    case 'connected':
      joinConference(response, row);
      break;
    case 'ended':
      response.hangup();
  }
  return response.toString();
}

function askQuestion(response: Response, row: Call): void {
  const action = `${BASE}/menu?call=${row.id}&turn=${row.turn}`;
  const gather = response.gather({
    input: ['dtmf'],
    numDigits: 1,
    timeout: KEY_SECONDS,
    finishOnKey: '',
    action,
    actionOnEmptyResult: true,
  });
  const prompts = questionOf(flowOf(row));
  speak(gather, prompts, row.language);
  if (row.step === 'language') speak(gather, ['language-menu'], 'en');
  response.redirect(action);
}

/** The caller waits in the conference until an agent starts it; the caller's leaving ends it. */
function joinConference(response: Response, row: Call): void {
  response.dial().conference(
    {
      startConferenceOnEnter: false,
      endConferenceOnExit: true,
      beep: 'false',
      participantLabel: 'caller',
      waitUrl: `${BASE}/wait?call=${row.id}`,
      ...conferenceEvents(row.id),
    },
    row.id,
  );
  speak(response, ['goodbye'], row.language);
  response.hangup();
}

/**
 * A browser of ours joins under its party's id and starts the conference; its leaving, a reload
 * say, ends nothing. A supervisor who listens is muted, one who whispers heard by `coached` alone.
 */
export function partyTwiml(row: Call, party: Party, coached: string | null): string {
  const response = newTwiml();
  response.dial().conference(
    {
      startConferenceOnEnter: party.kind !== 'supervisor',
      endConferenceOnExit: false,
      beep: 'false',
      participantLabel: party.id,
      muted: party.muted || party.mode === 'monitor',
      ...(party.mode === 'whisper' && coached ? { coach: coached } : {}),
      waitUrl: '',
      ...conferenceEvents(row.id),
    },
    row.id,
  );
  return response.toString();
}

function conferenceEvents(callId: string) {
  return {
    statusCallback: `${BASE}/conference?call=${callId}`,
    statusCallbackEvent: ['start', 'end', 'join', 'leave'] as (
      | 'start'
      | 'end'
      | 'join'
      | 'leave'
    )[],
    statusCallbackMethod: 'POST',
  };
}

/** The waiting program: what is said, then music; the carrier asks again when it is over. */
export function waitTwiml(prompts: readonly PromptId[], language: Language | null): string {
  const response = newTwiml();
  if (prompts.length > 0) speak(response, prompts, language);
  response.play(`${BASE}/hold-music.wav`);
  return response.toString();
}

/** One prompt, said to a caller in the midst of a conversation. */
export function announceTwiml(prompt: PromptId, language: Language | null): string {
  const response = newTwiml();
  speak(response, [prompt], language);
  return response.toString();
}

/**
 * What a caller hears while the platform cannot decide anything (invariant I5): please hold, and
 * for danger to life dial 119; then the carrier asks again. After some rounds a message can be
 * left. Needs no database.
 */
export function fallbackTwiml(round: number): string {
  const response = newTwiml();
  speak(response, ['unavailable'], 'zh');
  speak(response, ['unavailable'], 'en');
  if (round < FALLBACK_ROUNDS) {
    response.pause({ length: 5 });
    response.redirect(`${BASE}/voice?again=${round + 1}`);
    return response.toString();
  }
  speakText(response, '請在嗶聲後留言，留言完畢請掛斷。', 'zh-Hant-TW');
  speakText(response, 'Please leave a message after the tone, then hang up.', 'en');
  response.record({ maxLength: 120, playBeep: true, action: `${BASE}/fallback?left=1` });
  response.hangup();
  return response.toString();
}
export const FALLBACK_ROUNDS = 3;

/** The end of a left message. */
export function goodbyeTwiml(): string {
  const response = newTwiml();
  speak(response, ['goodbye'], 'zh');
  response.hangup();
  return response.toString();
}
