import type { District, MatterType, Place } from '@1999/cases/contract';
import type { Random } from './random.ts';

/** What the API's reference data offers to choose from. */
export interface Reference {
  readonly types: readonly MatterType[];
  readonly districts: readonly District[];
}

/** What a citizen has to report. */
export interface Need {
  readonly typeCode: string;
  readonly place: Place;
  readonly description: string;
  readonly answers: Record<string, string | boolean>;
}

/** Points lie within so many degrees of the district's middle: about a kilometre. */
const SPREAD = 0.01;
const roads = ['中正路', '民生路', '自強路', '建國路', '光華路', '和平路', '青年路', '大順路'];
const landmarks = ['國小側門', '捷運站出口', '市場旁', '公園入口', '加油站對面', '超商前'];
const words = [
  '昨晚開始的，附近住戶都很困擾。',
  '剛剛經過看到的，請儘快派人處理。',
  '已經好幾天了，之前也有人反映過。',
  '有機車差點跌倒，很危險。',
];

/** Something to report, a danger or not, somewhere in the city, with answers to its questions. */
export function drawNeed(random: Random, reference: Reference, danger: boolean): Need {
  const type = random.pick(reference.types.filter((one) => one.danger === danger));
  return {
    typeCode: type.code,
    place: {
      ...pointIn(random, random.pick(reference.districts)),
      address: `${random.pick(roads)}${Math.floor(random.between(1, 400))}號`,
      ...(random.chance(0.4) ? { landmark: random.pick(landmarks) } : {}),
    },
    description: `${type.nameZh}：${random.pick(words)}`,
    answers: drawAnswers(random, type),
  };
}

/** A point near the middle of the district. */
export function pointIn(random: Random, district: District): Place {
  const near = (middle: number) => Number((middle + random.between(-SPREAD, SPREAD)).toFixed(6));
  return { district: district.code, lat: near(district.lat), lng: near(district.lng) };
}

function drawAnswers(random: Random, type: MatterType): Record<string, string | boolean> {
  const answers: Record<string, string | boolean> = {};
  for (const question of type.questions) {
    if (random.chance(0.2)) continue;
    if (question.kind === 'yesNo') answers[question.code] = random.chance(0.5);
    else if (question.options?.length) answers[question.code] = random.pick(question.options).code;
    else answers[question.code] = '不清楚';
  }
  return answers;
}
