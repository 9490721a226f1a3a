import type { Compose } from '@1999/messaging';

/** What a way is tried with; no order stands behind it. */
export const testWords: Compose = async (_app, { locale, channel }) => {
  const [title, words] =
    locale === 'en'
      ? ['1999 dispatch test message', 'This is a test by Kaohsiung 1999; nothing is to be done.']
      : ['1999 派工測試訊息', '這是高雄市1999派工系統的測試訊息，無須處理。'];
  if (channel === 'push') return title;
  return channel === 'email' ? `${title}\n${words}` : words;
};
