/** TwiML's names of spoken languages where they differ from those of browsers. */
const tags: Record<string, string> = { 'cmn-TW': 'zh-TW', 'cmn-CN': 'zh-CN' };

/** The language of a sentence as a browser names it; Taiwan's Chinese when the line says none. */
export function languageTag(language: string | undefined): string {
  return language === undefined ? 'zh-TW' : (tags[language] ?? language);
}
