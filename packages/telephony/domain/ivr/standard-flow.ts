import type { IvrFlow } from '../../contract/ivr.ts';

/** The flow every installation begins with; supervisors publish others after it. */
export const standardFlow: IvrFlow = {
  start: 'nuisance',
  danger: 'queue',
  steps: {
    nuisance: { do: 'check', when: { is: 'nuisance' }, yes: 'refused', no: 'greeting' },
    refused: { do: 'end', prompts: [{ prompt: 'unavailable' }] },
    greeting: {
      do: 'say',
      prompts: [{ prompt: 'greeting' }, { prompt: 'recording-notice' }],
      incident: true,
      next: 'language',
    },
    language: {
      do: 'menu',
      prompts: [{ prompt: 'language-menu' }],
      keys: {
        '1': { language: 'zh', next: 'topic' },
        '2': { language: 'nan', next: 'topic' },
        '3': { language: 'hak', next: 'topic' },
        '4': { language: 'en', next: 'topic' },
        '5': { language: 'vi', next: 'topic' },
        '6': { language: 'id', next: 'topic' },
        '7': { language: 'th', next: 'topic' },
      },
      otherwise: { language: 'zh', next: 'topic' },
    },
    topic: {
      do: 'menu',
      prompts: [{ prompt: 'topic-menu' }],
      keys: {
        '1': { topic: 'enquiry', next: 'duty' },
        '2': { topic: 'report', next: 'duty' },
      },
      otherwise: { topic: 'enquiry', next: 'duty' },
    },
    duty: { do: 'check', when: { is: 'waitOver', seconds: 3_600 }, yes: 'message', no: 'offer' },
    offer: {
      do: 'offerCallback',
      prompts: [{ prompt: 'callback-offer' }],
      whenWaitOver: 600,
      next: 'queue',
    },
    message: { do: 'voicemail', prompts: [{ prompt: 'voicemail' }] },
    queue: { do: 'queue' },
  },
};
