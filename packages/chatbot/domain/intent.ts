/** What a message wants, as far as words alone tell. `question` where they do not. */
export type Intent = 'person' | 'track' | 'report' | 'smallTalk' | 'question';

const PERSON = new RegExp(
  [
    '真人|專人|客服(?:人員|專員)?|話務(?:人員|員)|接線(?:生|人員)|值機員|人工(?:服務|客服)?',
    '(?:我要?|想要?|可以|能|幫我)?(?:找|跟|和|轉|接|叫|換|請)(?:一?個|到|給|接)*(?:人|專員|服務人員|活人|真的人|你們的人|小姐|承辦人?)(?:講|說|談|聊|服務|接|來|處理|回答|幫|$|吧|嗎|啦|，|。)',
    '^(?:找人|轉人|轉接|要人|有人嗎|人呢|有沒有人|不要機器人|別用機器人)',
    '不(?:要|想)(?:跟|和)?(?:機器人|機器)|機器人.{0,4}(?:爛|笨|沒用)|毋捌字.*人|我欲揣人|揣人',
    '\\b(?:human|agent|operator|representative|real person|live (?:agent|person|chat)|talk to (?:a |some)?(?:one|person|human|body)|speak (?:to|with) (?:a |some)?(?:one|person|human|body)|customer service|a person,? please|person please)\\b',
    'เจ้าหน้าที่|พูดกับคน|nhân viên|nhan vien|người thật|nguoi that|gặp người|petugas|orang asli|bicara dengan orang',
  ].join('|'),
  'iu',
);
/** Words that hold those of a person and ask for none. */
const NOT_A_PERSON =
  /人工(?:生殖|受孕|智慧|關節|草皮|水草|電子耳|湖|魚礁|流產)|房(?:仲|地產)經紀|insurance agent|land agent|estate agent|客服(?:電話|專線)(?:是|幾號)|專人(?:到府|收運|解說|導覽)/giu;

const CASE_NUMBER = /A-TB-\d{4}-\d{5,}/iu;
const TRACK =
  /(?:查|看|追蹤|問).{0,6}(?:進度|案件|辦理情形|處理情形|我的案)|案件.{0,6}(?:進度|到哪|怎樣|如何了|辦得)|(?:進度|案件)查詢|(?:之前|上次|昨天|上週).{0,6}(?:報|通報|反映|陳情|申訴).{0,10}(?:怎麼|如何|處理|到哪|結果|進度)|\b(?:track|check|status of|follow up on) (?:my |the |a )?(?:case|report|complaint|request|ticket)|\bcase (?:status|number|progress)\b/iu;

const REPORT =
  /(?:我要?|想要?|幫我|請(?:幫我)?|麻煩)(?:.{0,3})(?:報修|通報|回報|舉報|檢舉|反映|陳情|報案|申報損壞|派人(?:來)?(?:修|看|處理|清))|^(?:報修|通報|檢舉|陳情|反映)[^？?嗎怎如哪]{0,12}$|\b(?:i(?:'d| would)? (?:want|like|need|wish) to|please|can i|let me|i'm|want to) (?:report|reporting|complain|file a (?:report|complaint))\b|^report (?:a |an |the )?\w+/iu;

const ASKS =
  /[?？]|怎麼|怎樣|如何|哪裡|哪邊|哪個|什麼|甚麼|多少|幾|嗎|呢|可不可以|能不能|是不是|要找誰|誰|\b(?:how|what|where|when|who|which|why|can|could|is there|do i|does|should)\b/iu;

const GREETING =
  /^(?:你好|您好|哈囉|嗨|安安|早安?|午安|晚安|早|謝謝(?:你|您)?|感謝|多謝|感恩|謝啦|3q|掰掰|再見|拜拜|好的?|ok|okay|了解|知道了|收到|沒事了?|嗯+|喔+|讚|哈+|你是誰|你是機器人嗎|你叫什麼(?:名字)?|你會什麼|你能做什麼|你可以做什麼|測試|test(?:ing)?|hi|hello|hey|good (?:morning|afternoon|evening|night)|thanks?|thank you(?: very much| so much)?|thx|bye|goodbye|see you|who are you|are you (?:a )?(?:bot|robot|human)|what can you do|nice|great|cool)[\s!！。.,，~～^_]*(?:你|您|啊|喔|啦|囉|呀)?[\s!！。.,，~～^_]*$/iu;

/** What a message wants. A person first: that must work from everywhere. */
export function intentOf(text: string): Intent {
  const said = text.trim();
  if (asksForPerson(said)) return 'person';
  if (CASE_NUMBER.test(said) || TRACK.test(said)) return 'track';
  if (REPORT.test(said) && !isQuestion(said)) return 'report';
  if (GREETING.test(said)) return 'smallTalk';
  return 'question';
}

/** Whether a person is asked for, in any of the languages of the city. */
export function asksForPerson(text: string): boolean {
  return PERSON.test(text.replace(NOT_A_PERSON, ' '));
}

/** Whether it is put as a question. */
export function isQuestion(text: string): boolean {
  return ASKS.test(text);
}

/** Yes, to what was shown for confirmation. */
export function isYes(text: string): boolean {
  return /^(?:是的?|對的?|沒錯|正確|確認|確定|好的?|可以|送出|沒問題|yes|yeah|yep|correct|confirm|ok|okay|send|right|sure)[\s!！。.,，]*$/iu.test(
    text.trim(),
  );
}

/** Leave it: the report, the tracking. */
export function isCancel(text: string): boolean {
  return /^(?:取消|不要了|算了|不用了?|停止|離開|不報了|結束|重來|cancel|never ?mind|stop|quit|forget it|no thanks?)[\s!！。.,，]*$/iu.test(
    text.trim(),
  );
}
