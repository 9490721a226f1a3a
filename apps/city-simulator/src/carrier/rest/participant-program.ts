import type { Source } from '../voice/load-document.ts';
import type { Verb } from '../voice/twiml.ts';
import { type Form, field } from './form.ts';

/** REST field of a new participant → attribute of the Conference noun that does the same. */
const attributeOf: Record<string, string> = {
  Label: 'participantLabel',
  Muted: 'muted',
  Beep: 'beep',
  StartConferenceOnEnter: 'startConferenceOnEnter',
  EndConferenceOnExit: 'endConferenceOnExit',
  WaitUrl: 'waitUrl',
  WaitMethod: 'waitMethod',
  MaxParticipants: 'maxParticipants',
  CallSidToCoach: 'coach',
};

/** What a participant called by the API does once it answers: it joins the conference. */
export function participantProgram(friendlyName: string, form: Form): Source {
  const attributes: Record<string, string> = {};
  for (const [name, attribute] of Object.entries(attributeOf)) {
    const value = name === 'WaitUrl' && form.WaitUrl === '' ? '' : field(form, name);
    if (value !== undefined) attributes[attribute] = value;
  }
  const conference: Verb = { name: 'Conference', attributes, text: friendlyName, children: [] };
  const dial: Verb = { name: 'Dial', attributes: {}, text: '', children: [conference] };
  return { verbs: [dial], url: 'http://127.0.0.1/' };
}
