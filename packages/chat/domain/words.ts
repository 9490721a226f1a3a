import type { BotLanguage } from '@1999/chatbot/contract';

/** What the chat itself says, besides the bot. */
interface Words {
  readonly queued: (position: number | null) => string;
  readonly nobody: string;
  readonly passedOn: string;
  readonly waiting: (position: number | null) => string;
  readonly callBackAbout: string;
  /** Whoever rings back must know that this citizen cannot speak. */
  readonly byTextPlease: string;
  readonly steps: { readonly open: string; readonly closed: string; readonly none: string };
}

const WORDS: Record<BotLanguage, Words> = {
  zh: {
    queued: (position) =>
      position === null
        ? '話務人員馬上就來。'
        : `您目前排在第 ${position} 位，話務人員會在這裡回覆您；等候時也可以繼續留言。`,
    nobody:
      '現在沒有話務人員在線上。請留下電話，我們會回電給您；也可以打 1999（24 小時），或繼續問我。',
    passedOn: '已轉給話務人員。',
    waiting: (position) =>
      position === null
        ? '話務人員馬上就來，您的訊息會一併看到。'
        : `您排在第 ${position} 位，話務人員會看到您的訊息。`,
    callBackAbout: '民眾在文字客服要求回電。',
    byTextPlease: '文字轉接：民眾無法通話，請以簡訊聯絡。',
    steps: { open: '處理中', closed: '已結案', none: '' },
  },
  en: {
    queued: (position) =>
      position === null
        ? 'An agent is on the way.'
        : `You are number ${position} in the queue. An agent will answer here; you may go on writing meanwhile.`,
    nobody:
      'No agent is online now. Leave your telephone number and we will call you back; or call 1999, day and night, or go on asking me.',
    passedOn: 'Passed on to the agent.',
    waiting: (position) =>
      position === null
        ? 'An agent is on the way and will see your message.'
        : `You are number ${position} in the queue; the agent will see your message.`,
    callBackAbout: 'A citizen asked in the chat to be called back.',
    byTextPlease: 'Text relay: the citizen cannot speak; please write a text message.',
    steps: { open: 'open', closed: 'closed', none: '' },
  },
};

export function chatWords(language: BotLanguage): Words {
  return WORDS[language];
}

const STEPS: Record<string, { zh: string; en: string }> = {
  received: { zh: '已受理', en: 'recorded' },
  dispatched: { zh: '已派工', en: 'dispatched' },
  acknowledged: { zh: '機關已接手', en: 'taken on' },
  onSite: { zh: '已到場', en: 'on site' },
  reported: { zh: '已回報', en: 'reported back' },
  handedOff: { zh: '已轉交', en: 'handed over' },
  returned: { zh: '已退回重新派工', en: 'returned for another agency' },
  closed: { zh: '已結案', en: 'closed' },
};

/** A step of a case in words. */
export function stepWord(step: string, language: BotLanguage): string {
  return STEPS[step]?.[language] ?? step;
}
