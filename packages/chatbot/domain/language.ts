import type { BotLanguage } from '../contract.ts';

/** The languages that are told apart; the two the bot speaks, and those it says so in. */
export type AskedLanguage = BotLanguage | 'vi' | 'id' | 'th' | 'ja' | 'ko' | 'other';

/** Our numbers have letters and are of no language. */
const OURS = /A-?TB-?\d{4}-?\d+|INS\d+/giu;
const VIETNAMESE = /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/iu;
const INDONESIAN =
  /\b(?:saya|anda|kami|tidak|bagaimana|dimana|di mana|kapan|berapa|apakah|ingin|mau|tolong|terima kasih|selamat|yang|untuk|dengan|mengurus|tanya|bisa)\b/giu;
const VIETNAMESE_BARE =
  /\b(?:toi|khong|xin chao|lam sao|o dau|bao nhieu|giup|cam on|muon hoi)\b/giu;

/**
 * The language of a message. `usual` is the chat's own, for what tells nothing (digits, an emoji).
 * Written Chinese wins over Latin letters: 「YouBike怎麼借」 is Chinese.
 */
export function languageOf(said: string, usual: BotLanguage): AskedLanguage {
  const text = said.replace(OURS, ' ');
  if (/[\u3040-\u30ff]/u.test(text)) return 'ja';
  if (/\p{Script=Han}/u.test(text)) return 'zh';
  if (/\p{Script=Thai}/u.test(text)) return 'th';
  if (/\p{Script=Hangul}/u.test(text)) return 'ko';
  if (VIETNAMESE.test(text)) return 'vi';
  if (!/\p{L}{2}/u.test(text)) return usual;
  if (!/[a-z]/iu.test(text)) return 'other';
  if ((text.match(INDONESIAN) ?? []).length >= 2) return 'id';
  if ((text.match(VIETNAMESE_BARE) ?? []).length >= 2) return 'vi';
  return 'en';
}

/** The language the bot answers in. */
export function answerLanguage(asked: AskedLanguage): BotLanguage {
  return asked === 'zh' ? 'zh' : 'en';
}
