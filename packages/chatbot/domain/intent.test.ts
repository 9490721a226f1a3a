import { describe, expect, test } from 'vitest';
import { intentOf, isCancel, isYes } from './intent.ts';
import { languageOf } from './language.ts';

const wants: Record<string, readonly string[]> = {
  person: [
    '真人',
    '客服',
    '我要找人',
    '轉真人',
    '我要跟人講話',
    '可以找個人嗎',
    '我想找專員',
    '請接線生',
    '找人',
    '有人嗎',
    '不要機器人',
    '換人來講',
    '轉接話務人員',
    '人工客服',
    '給我真人客服！',
    'human',
    'agent please',
    'I want to talk to a person',
    'speak to someone',
    'A person, please',
    'operator',
    'live agent',
    'gặp nhân viên',
    'เจ้าหน้าที่',
    'petugas',
  ],
  track: [
    '查進度',
    '我要查案件進度',
    'A-TB-2026-00042',
    '案件辦到哪了',
    '之前報的路燈處理得怎麼樣',
    '案件查詢',
    'track my case',
    'what is the status of my report',
    'a-tb-2026-00042 123456',
  ],
  report: [
    '我要報修路燈',
    '我要通報路面坑洞',
    '幫我檢舉違停',
    '我想反映噪音',
    '報修',
    '請派人來修',
    '我要陳情',
    'I want to report a pothole',
    'I would like to report a broken street light',
    'report graffiti',
  ],
  smallTalk: [
    '你好',
    '謝謝',
    '謝謝你！',
    '哈囉',
    '早安',
    'hi',
    'Thank you very much',
    '你是誰',
    '你會什麼',
    'bye',
    'OK',
  ],
  question: [
    '路燈不亮要怎麼報修？',
    '怎麼檢舉違停',
    '人工生殖補助怎麼申請',
    '停車費怎麼繳',
    '房屋稅',
    '客服電話幾號',
    '你好，請問垃圾車幾點來',
    '人行道破損',
    'land agent license',
    'how do I report a pothole?',
    '專人到府收運大型家具嗎',
    '謝謝，那停車費呢',
  ],
};

describe.each(Object.entries(wants))('%s', (intent, said) => {
  test.each(said)('%s', (text) => expect(intentOf(text)).toBe(intent));
});

test('yes and never mind', () => {
  for (const text of ['是', '確認', '沒錯。', 'Yes!', 'confirm']) expect(isYes(text)).toBe(true);
  for (const text of ['是不是', '確認一下地址', '不是']) expect(isYes(text)).toBe(false);
  for (const text of ['取消', '算了', 'never mind', 'cancel']) expect(isCancel(text)).toBe(true);
  for (const text of ['取消停車證怎麼辦', '不要倒垃圾']) expect(isCancel(text)).toBe(false);
});

test.each([
  ['停車費怎麼繳', 'zh'],
  ['YouBike怎麼借', 'zh'],
  ['how do I pay', 'en'],
  ['Xin chào, tôi muốn hỏi', 'vi'],
  ['toi muon hoi lam sao', 'vi'],
  ['saya mau tanya jadwal bus', 'id'],
  ['สวัสดี', 'th'],
  ['ゴミはいつ', 'ja'],
  ['안녕하세요', 'ko'],
  ['12345', 'en'],
  ['😀', 'en'],
  ['A-TB-2026-00042 123456', 'en'],
  ['привет', 'other'],
])('%s is %s', (text, language) => expect(languageOf(text, 'en')).toBe(language));
