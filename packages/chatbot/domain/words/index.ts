import type { BotLanguage } from '../../contract.ts';
import type { AskedLanguage } from '../language.ts';
import { en } from './en.ts';
import type { Phrases } from './phrases.ts';
import { zh } from './zh.ts';

export type { Phrases } from './phrases.ts';

const PHRASES: Record<BotLanguage, Phrases> = { zh, en };

/** The bot's sentences in a language. */
export function phrases(language: BotLanguage): Phrases {
  return PHRASES[language];
}

/** For whoever asks in another language: what is spoken here, and the way to a person. */
export const OTHER_LANGUAGES: Record<Exclude<AskedLanguage, BotLanguage>, string> = {
  vi: 'Tôi chỉ trả lời bằng tiếng Hoa và tiếng Anh. Nhấn “A person, please” để gặp nhân viên, hoặc gọi 1999. Khẩn cấp: 119, 110.',
  id: 'Saya hanya menjawab dalam bahasa Mandarin dan Inggris. Tekan “A person, please” untuk petugas, atau telepon 1999. Darurat: 119, 110.',
  th: 'ฉันตอบได้เฉพาะภาษาจีนและอังกฤษ กด “A person, please” เพื่อคุยกับเจ้าหน้าที่ หรือโทร 1999 เหตุฉุกเฉิน: 119, 110',
  ja: '中国語と英語でお答えします。担当者とお話しになるには「A person, please」を押すか、1999にお電話ください。緊急の場合は119、110へ。',
  ko: '중국어와 영어로만 답변합니다. 상담원은 “A person, please”를 누르거나 1999로 전화하세요. 긴급: 119, 110.',
  other:
    'I answer in Chinese and English. Press “A person, please” for an agent, or call 1999. Emergency: 119, 110.',
};
