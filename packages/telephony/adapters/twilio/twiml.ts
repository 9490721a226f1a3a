import twilio from 'twilio';
import type { Language } from '../../contract.ts';
import { type Utterance, utteranceIn, utterancesForAll } from '../../domain/prompt-sounds.ts';
import type { Spoken } from '../../domain/prompts.ts';
import type { Call, Party } from '../../io/tables.ts';

type Response = InstanceType<typeof twilio.twiml.VoiceResponse>;
type Speaker = Pick<Response, 'say' | 'play'>;
/** The address of a sound as the carrier reaches it; null for one that cannot be played. */
export type AddressOf = (soundId: string) => string | null;
const noSounds: AddressOf = () => null;

const BASE = '/telephony/twilio';
const KEY_SECONDS = 6;
const voices = {
  zh: { language: 'cmn-TW', voice: 'Google.cmn-TW-Wavenet-A' },
  en: { language: 'en-US', voice: 'Polly.Joanna-Neural' },
  vi: { language: 'vi-VN', voice: 'Google.vi-VN-Wavenet-A' },
  id: { language: 'id-ID', voice: 'Google.id-ID-Wavenet-A' },
  th: { language: 'th-TH', voice: 'Google.th-TH-Standard-A' },
} as const;

/** A new, empty document. */
export function newTwiml(): Response {
  return new twilio.twiml.VoiceResponse();
}

/**
 * Plays or speaks prompts in the caller's language; before one is chosen, in Chinese. A sound that
 * cannot be played is spoken.
 */
export function speak(
  to: Speaker,
  prompts: readonly Spoken[],
  language: Language | null,
  addressOf: AddressOf = noSounds,
): void {
  const isKept = (soundId: string) => addressOf(soundId) !== null;
  utter(
    to,
    prompts.map((one) => utteranceIn(one, language, isKept)),
    addressOf,
  );
}

/** Speaks what follows each other in one voice in one breath. */
function utter(to: Speaker, utterances: readonly Utterance[], addressOf: AddressOf): void {
  let voice: keyof typeof voices | null = null;
  let sentence = '';
  const say = () => {
    if (voice && sentence) to.say(voices[voice], sentence);
    sentence = '';
  };
  for (const one of utterances) {
    if ('sound' in one) {
      say();
      to.play(addressOf(one.sound) ?? '');
      continue;
    }
    if (one.voice !== voice) say();
    voice = one.voice;
    const gap = sentence && voice !== 'zh' ? ' ' : '';
    sentence += gap + one.words;
  }
  say();
}

/** Plays or speaks a prompt again in every other language, each in its own voice. */
function speakToAll(to: Speaker, prompt: Spoken, addressOf: AddressOf): void {
  const isKept = (soundId: string) => addressOf(soundId) !== null;
  for (const one of utterancesForAll(prompt, isKept)) utter(to, [one], addressOf);
}

/** Speaks free text in the locale it was written in. */
export function speakText(
  to: Pick<Response, 'say'>,
  text: string,
  locale: 'zh-Hant-TW' | 'en',
): void {
  to.say(locale === 'en' ? voices.en : voices.zh, text);
}

/**
 * What the caller hears next, from the state of the call alone: so a repeated or late question of
 * the carrier's gets the right answer again.
 */
export function twimlFor(row: Call, addressOf: AddressOf): string {
  const response = newTwiml();
  switch (row.step) {
    case 'arrived':
    case 'menu':
      askQuestion(response, row, addressOf);
      break;
    case 'voicemail':
      takeMessage(response, row, addressOf);
      break;
    case 'goodbye':
      speak(response, row.prompts, row.language, addressOf);
      response.hangup();
      break;
    case 'queued':
      speak(response, row.prompts, row.language, addressOf);
      joinConference(response, row);
      break;
    case 'connected':
    case 'transferring':
    case 'handedOver':
      joinConference(response, row);
      break;
    case 'ended':
      response.hangup();
  }
  return response.toString();
}

function askQuestion(response: Response, row: Call, addressOf: AddressOf): void {
  const action = `${BASE}/menu?call=${row.id}&turn=${row.turn}`;
  const gather = response.gather({
    input: ['dtmf'],
    numDigits: 1,
    timeout: KEY_SECONDS,
    finishOnKey: '',
    action,
    actionOnEmptyResult: true,
  });
  speak(gather, row.prompts, row.language, addressOf);
  const asked = row.prompts.at(-1);
  // Who has not said which language they speak is asked in all of them.
  if (row.language === null && asked) speakToAll(gather, asked, addressOf);
  response.redirect(action);
}

/** A message after the tone; it ends by a key, silence or hanging up. */
function takeMessage(response: Response, row: Call, addressOf: AddressOf): void {
  speak(response, row.prompts, row.language, addressOf);
  response.record({
    maxLength: 180,
    timeout: 5,
    playBeep: true,
    action: `${BASE}/menu?call=${row.id}&turn=${row.turn}&left=1`,
    recordingStatusCallback: `${BASE}/message?call=${row.id}`,
    recordingStatusCallbackEvent: ['completed'],
  });
  response.redirect(`${BASE}/menu?call=${row.id}&turn=${row.turn}&left=1`);
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
export function waitTwiml(prompts: readonly Spoken[], language: Language | null): string {
  const response = newTwiml();
  if (prompts.length > 0) speak(response, prompts, language);
  response.play(`${BASE}/hold-music.wav`);
  return response.toString();
}

/** One prompt, said to a caller in the midst of a conversation. */
export function announceTwiml(prompt: Spoken, language: Language | null): string {
  const response = newTwiml();
  speak(response, [prompt], language);
  return response.toString();
}

/**
 * What a caller hears while the platform cannot decide anything (invariant I5): please hold, and
 * for danger to life dial 119; then the carrier asks again. After some rounds a message can be
 * left. Needs no database. `hotline`: where to ask again when this is answered elsewhere.
 */
export function fallbackTwiml(round: number, hotline = ''): string {
  const response = newTwiml();
  speak(response, ['unavailable'], 'zh');
  speak(response, ['unavailable'], 'en');
  if (round < FALLBACK_ROUNDS) {
    response.pause({ length: 5 });
    response.redirect(`${hotline}${BASE}/voice?again=${round + 1}`);
    return response.toString();
  }
  speakText(response, '請在嗶聲後留言，留言完畢請掛斷。', 'zh-Hant-TW');
  speakText(response, 'Please leave a message after the tone, then hang up.', 'en');
  response.record({
    maxLength: 120,
    playBeep: true,
    action: `${BASE}/fallback?left=1`,
    recordingStatusCallback: `${hotline}${BASE}/message`,
    recordingStatusCallbackEvent: ['completed'],
  });
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
