// Makes the recorded prompts of web calls: apps/media/prompts/**/*.opus.
// The results are committed; run this only to change a text. Needs two Debian packages:
//   apt-get install espeak-ng opus-tools
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { holdMusic, ringBack, tone, wavOf } from './prompt-sounds.mjs';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../apps/media/prompts');
// Debian's espeak-ng knows few Chinese characters and spells the others out in English,
// so Chinese is given to it in pinyin; the characters stand beside it for the reader.
const CHINESE = { voice: 'cmn-latn-pinyin', speed: 150 };
const ENGLISH = { voice: 'en-us', speed: 150 };

const DIGITS = ['', 'yi1', 'er4', 'san1', 'si4', 'wu3', 'liu4', 'qi1', 'ba1', 'jiu3'];

/** 1–20 as read aloud in Chinese, in pinyin. */
function chineseNumber(number) {
  const tens = Math.floor(number / 10);
  return `${tens > 1 ? DIGITS[tens] : ''}${tens > 0 ? 'shi2' : ''}${DIGITS[number % 10]}`;
}

const chinese = {
  // 您好，這裡是1999市民服務專線。
  greeting: 'nin2hao3, zhe4li3 shi4, yi1 jiu3 jiu3 jiu3, shi4min2 fu2wu4 zhuan1xian4.',
  // 為維護服務品質，本通電話將全程錄音。
  'recording-notice':
    'wei4 wei2hu4 fu2wu4 pin3zhi2, ben3tong1 dian4hua4, jiang1 quan2cheng2 lu4yin1.',
  // 預估等候約兩（五、十、二十）分鐘；超過二十分鐘。
  'wait-2': 'yu4gu1 deng3hou4, yue1 liang3 fen1zhong1.',
  'wait-5': 'yu4gu1 deng3hou4, yue1 wu3 fen1zhong1.',
  'wait-10': 'yu4gu1 deng3hou4, yue1 shi2 fen1zhong1.',
  'wait-20': 'yu4gu1 deng3hou4, yue1 er4shi2 fen1zhong1.',
  'wait-long': 'yu4gu1 deng3hou4, chao1guo4 er4shi2 fen1zhong1.',
  // 目前等候時間較長。希望我們依您的順位回電，請按一；繼續等候，請按二。
  'callback-offer':
    'mu4qian2 deng3hou4 shi2jian1 jiao4chang2. xi1wang4 wo3men5 yi1 nin2de5 shun4wei4 hui2dian4, qing3 an4 yi1. ji4xu4 deng3hou4, qing3 an4 er4.',
  // 我們會依您的順位儘快回電，請保持電話暢通。再見。
  'callback-promised':
    'wo3men5 hui4 yi1 nin2de5 shun4wei4 jin3kuai4 hui2dian4, qing3 bao3chi2 dian4hua4 chang4tong1. zai4jian4.',
  // 目前無法立即為您服務，請在嗶聲後留言，我們會回電給您。如有生命危險，請立刻撥打119。
  voicemail:
    'mu4qian2 wu2fa3 li4ji2 wei4nin2 fu2wu4, qing3 zai4 bi1sheng1 hou4 liu2yan2, wo3men5 hui4 hui2dian4 gei3nin2. ru2you3 sheng1ming4 wei2xian3, qing3 li4ke4 bo1da3, yi1 yi1 jiu3.',
  // 一般諮詢，請按一；通報，請按二；危險狀況，請按九。
  'topic-menu':
    'yi4ban1 zi1xun2, qing3 an4 yi1. tong1bao4, qing3 an4 er4. wei2xian3 zhuang4kuang4, qing3 an4 jiu3.',
  // 對不起，沒有這個選項，請再按一次。
  'try-again': 'dui4bu5qi3, mei2you3 zhe4ge5 xuan3xiang4, qing3 zai4an4 yi2ci4.',
  // 目前話務人員忙線中，您目前排在第…
  'queue-position': 'mu4qian2 hua4wu4 ren2yuan2 mang2xian4 zhong1, nin2 mu4qian2 pai2zai4, di4',
  // 二十位以後。
  'number-many': 'er4shi2 wei4 yi3hou4.',
  // 請稍候，不要掛斷，我們會儘快為您服務。
  'please-hold': 'qing3 shao1hou4, bu2yao4 gua4duan4, wo3men5 hui4 jin3kuai4 wei4nin2 fu2wu4.',
  // 正在為您接通話務人員。
  connecting: 'zheng4zai4 wei4nin2 jie1tong1 hua4wu4 ren2yuan2.',
  // 很抱歉，目前無法為您服務，請稍後再撥。如有生命危險，請立刻撥打119。
  unavailable:
    'hen3 bao4qian4, mu4qian2 wu2fa3 wei4nin2 fu2wu4, qing3 shao1hou4 zai4bo1. ru2you3 sheng1ming4 wei2xian3, qing3 li4ke4 bo1da3, yi1 yi1 jiu3.',
  // 感謝您的來電，再見。
  goodbye: 'gan3xie4 nin2de5 lai2dian4, zai4jian4.',
};
const english = {
  greeting: 'Hello. This is the 1 9 9 9 citizen hotline.',
  'recording-notice': 'This call is recorded to keep our service good.',
  'wait-2': 'The wait is about two minutes.',
  'wait-5': 'The wait is about five minutes.',
  'wait-10': 'The wait is about ten minutes.',
  'wait-20': 'The wait is about twenty minutes.',
  'wait-long': 'The wait is more than twenty minutes.',
  'callback-offer':
    'The wait is long. To be called back when it is your turn, press 1. To wait, press 2.',
  'callback-promised':
    'We will call you back when it is your turn. Please keep your phone free. Goodbye.',
  voicemail:
    'We cannot take your call now. Leave a message after the tone and we will call you back. If life is in danger, call 1 1 9 at once.',
  'topic-menu': 'For questions, press 1. To report a problem, press 2. For a danger, press 9.',
  'try-again': 'Sorry, that is not one of the choices. Please try again.',
  'queue-position': 'All our agents are busy. In the queue, you are number',
  'number-many': 'more than twenty.',
  'please-hold': 'Please hold the line. We will be with you as soon as we can.',
  connecting: 'We are connecting you to an agent.',
  unavailable:
    'We are sorry. We cannot take your call now. Please call again later. If life is in danger, call 1 1 9 at once.',
  goodbye: 'Thank you for calling. Goodbye.',
};
for (let number = 1; number <= 20; number += 1) {
  chinese[`number-${number}`] = `${chineseNumber(number)} wei4.`;
  english[`number-${number}`] = `${number}.`;
}

/** Runs a program with bytes in and bytes out; ends the script when it cannot. */
function run(program, args, input) {
  const done = spawnSync(program, args, { input, maxBuffer: 64 * 1024 * 1024 });
  if (done.error) {
    console.error(`${program} is missing: apt-get install espeak-ng opus-tools`);
    process.exit(1);
  }
  if (done.status !== 0) {
    console.error(`${program} ${args.join(' ')}\n${done.stderr}`);
    process.exit(1);
  }
  return done.stdout;
}

/** The samples espeak-ng speaks: 22,050 Hz, one channel, 16 bit. */
function speak(text, { voice, speed }) {
  const wav = run('espeak-ng', ['-v', voice, '-s', String(speed), '-a', '110', '--stdout'], text);
  const bytes = wav.subarray(44);
  return new Int16Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + (bytes.length & ~1)),
  );
}

function save(path, samples, rate, kilobits) {
  const file = join(folder, `${path}.opus`);
  mkdirSync(dirname(file), { recursive: true });
  const settings = [
    '--quiet',
    '--bitrate',
    String(kilobits),
    '--framesize',
    '20',
    '--padding',
    '0',
  ];
  const fixed = ['--serial', '1999', '--discard-comments', '--discard-pictures'];
  writeFileSync(file, run('opusenc', [...settings, ...fixed, '-', '-'], wavOf(samples, rate)));
}

const RATE = 22_050;
for (const [language, texts, voice] of [
  ['zh-Hant-TW', chinese, CHINESE],
  ['en', english, ENGLISH],
]) {
  for (const [name, text] of Object.entries(texts)) {
    save(`${language}/${name}`, speak(text, voice), RATE, 20);
  }
  // 國語請按一，台語請按二，客語請按三。For English, press 4. Tiếng Việt, bấm phím 5. Bahasa
  // Indonesia, tekan 6. ภาษาไทย กด 7: there is no Thai voice, so its name is said as it sounds.
  const menu = [
    ...speak('guo2yu3 qing3 an4 yi1, tai2yu3 qing3 an4 er4, ke4yu3 qing3 an4 san1.', CHINESE),
    ...speak('For English, press 4.', ENGLISH),
    ...speak('Tiếng Việt, bấm phím năm.', { voice: 'vi', speed: 150 }),
    ...speak('Bahasa Indonesia, tekan enam.', { voice: 'id', speed: 150 }),
    ...speak('Phasa Thai, kot chet.', { voice: 'id', speed: 150 }),
  ];
  save(`${language}/language-menu`, Int16Array.from(menu), RATE, 20);
}
save('common/hold-music', holdMusic(48_000), 48_000, 24);
save('common/tone', tone(48_000), 48_000, 24);
save('common/ring-back', ringBack(48_000), 48_000, 24);
