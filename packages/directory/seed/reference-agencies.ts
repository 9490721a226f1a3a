import type { AgencyCode, AgencyKind } from '../contract.ts';

interface ReferenceAgency {
  readonly code: AgencyCode;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly kind: AgencyKind;
}

/**
 * The agencies of Kaohsiung's own dispatch records (2017), the outside utilities, the overseeing
 * commission, and the district offices of the four largest districts. In demo mode agency1 signs in
 * for the first, agency2 for the second, and so on.
 */
export const referenceAgencies: readonly ReferenceAgency[] = [
  bureau('pwb-maintenance', '工務局養護工程處', 'Maintenance Office, Public Works Bureau'),
  bureau('water', '水利局', 'Water Resources Bureau'),
  bureau('environment', '環境保護局', 'Environmental Protection Bureau'),
  bureau('transport', '交通局', 'Transportation Bureau'),
  bureau('police', '警察局', 'Police Department'),
  bureau('public-works', '工務局', 'Public Works Bureau'),
  bureau('animal', '動物保護處', 'Animal Protection Office'),
  utility('taipower', '台電高雄區營業處', 'Taipower, Kaohsiung District Office'),
  utility('water-corp', '台灣自來水第七區管理處', 'Taiwan Water Corporation, Region 7'),
  utility('gas', '瓦斯公司', 'Gas company'),
  {
    code: 'rdec',
    nameZh: '研究發展考核委員會',
    nameEn: 'Research, Development and Evaluation Commission',
    kind: 'oversight',
  },
  office('lingya', '苓雅', 'Lingya'),
  office('sanmin', '三民', 'Sanmin'),
  office('zuoying', '左營', 'Zuoying'),
  office('fengshan', '鳳山', 'Fengshan'),
];

function bureau(code: AgencyCode, nameZh: string, nameEn: string): ReferenceAgency {
  return { code, nameZh, nameEn, kind: 'bureau' };
}

function utility(code: AgencyCode, nameZh: string, nameEn: string): ReferenceAgency {
  return { code, nameZh, nameEn, kind: 'utility' };
}

function office(code: string, zh: string, en: string): ReferenceAgency {
  return {
    code: `office-${code}`,
    nameZh: `${zh}區公所`,
    nameEn: `${en} District Office`,
    kind: 'district',
  };
}
