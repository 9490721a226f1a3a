/** A district of the city. `code` is the Ministry of the Interior's eight-digit town code. */
export interface District {
  code: string;
  zh: string;
  en: string;
}

/** Kaohsiung's 38 districts in the order of their codes; small, for lists without a map. */
export const districts: readonly District[] = [
  { code: '64000010', zh: '鹽埕區', en: 'Yancheng' },
  { code: '64000020', zh: '鼓山區', en: 'Gushan' },
  { code: '64000030', zh: '左營區', en: 'Zuoying' },
  { code: '64000040', zh: '楠梓區', en: 'Nanzi' },
  { code: '64000050', zh: '三民區', en: 'Sanmin' },
  { code: '64000060', zh: '新興區', en: 'Xinxing' },
  { code: '64000070', zh: '前金區', en: 'Qianjin' },
  { code: '64000080', zh: '苓雅區', en: 'Lingya' },
  { code: '64000090', zh: '前鎮區', en: 'Qianzhen' },
  { code: '64000100', zh: '旗津區', en: 'Qijin' },
  { code: '64000110', zh: '小港區', en: 'Xiaogang' },
  { code: '64000120', zh: '鳳山區', en: 'Fengshan' },
  { code: '64000130', zh: '林園區', en: 'Linyuan' },
  { code: '64000140', zh: '大寮區', en: 'Daliao' },
  { code: '64000150', zh: '大樹區', en: 'Dashu' },
  { code: '64000160', zh: '大社區', en: 'Dashe' },
  { code: '64000170', zh: '仁武區', en: 'Renwu' },
  { code: '64000180', zh: '鳥松區', en: 'Niaosong' },
  { code: '64000190', zh: '岡山區', en: 'Gangshan' },
  { code: '64000200', zh: '橋頭區', en: 'Qiaotou' },
  { code: '64000210', zh: '燕巢區', en: 'Yanchao' },
  { code: '64000220', zh: '田寮區', en: 'Tianliao' },
  { code: '64000230', zh: '阿蓮區', en: 'Alian' },
  { code: '64000240', zh: '路竹區', en: 'Luzhu' },
  { code: '64000250', zh: '湖內區', en: 'Hunei' },
  { code: '64000260', zh: '茄萣區', en: 'Qieding' },
  { code: '64000270', zh: '永安區', en: "Yong'an" },
  { code: '64000280', zh: '彌陀區', en: 'Mituo' },
  { code: '64000290', zh: '梓官區', en: 'Ziguan' },
  { code: '64000300', zh: '旗山區', en: 'Qishan' },
  { code: '64000310', zh: '美濃區', en: 'Meinong' },
  { code: '64000320', zh: '六龜區', en: 'Liugui' },
  { code: '64000330', zh: '甲仙區', en: 'Jiaxian' },
  { code: '64000340', zh: '杉林區', en: 'Shanlin' },
  { code: '64000350', zh: '內門區', en: 'Neimen' },
  { code: '64000360', zh: '茂林區', en: 'Maolin' },
  { code: '64000370', zh: '桃源區', en: 'Taoyuan' },
  { code: '64000380', zh: '那瑪夏區', en: 'Namaxia' },
];

/** The district called `name` in Chinese, with or without 區. */
export function districtNamed(name: string): District | undefined {
  return districts.find(({ zh }) => zh === name || zh === `${name}區`);
}

/** Choices for a Select or ComboBox; the value is the Chinese name, as cases store it. */
export function districtChoices(locale: string): { id: string; label: string }[] {
  return districts.map(({ zh, en }) => ({ id: zh, label: locale === 'en' ? `${en} ${zh}` : zh }));
}
