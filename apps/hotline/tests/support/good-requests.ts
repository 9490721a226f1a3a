import type { Story } from './story.ts';

const uuid = '01999999-9999-7999-8999-999999999999';
const reason = '重複通報';

const goodCalendar = {
  code: 'working',
  basedOn: 1,
  week: {
    '1': [{ from: '08:00', to: '12:00' }],
    '2': [],
    '3': [],
    '4': [],
    '5': [],
    '6': [],
    '7': [],
  },
  dates: { '2026-03-03': { name: '颱風停班', windows: [] } },
};

const goodEntry = {
  question: '路邊停車費如何繳納？',
  answer: '可至超商繳納。',
  category: '交通',
  agency: '交通局',
  similar: ['停車單怎麼繳'],
  tags: ['停車'],
  links: [{ title: '停車費查詢', url: 'https://parking.example/' }],
  source: '交通局網站',
  validFrom: '2026-01-01T00:00:00Z',
  validTo: '2027-01-01T00:00:00Z',
  kind: 'city',
  sourceUrl: 'https://parking.example/help',
  reviewBy: '2026-12-01',
};

/** For every route that takes a JSON body, one that is right in its every field. */
export const goodBodies: Readonly<Record<string, (story: Story) => Record<string, unknown>>> = {
  'POST /api/session': () => ({ username: 'agent2', password: 'not the password' }),
  'POST /api/users': () => ({
    username: 'agent77',
    name: '話務七七號',
    role: 'agent',
    agencyId: null,
    locale: 'en',
    password: 'long enough for anybody 77',
    skills: ['general', 'zh'],
  }),
  'PATCH /api/users/:id': () => ({
    disabled: false,
    name: '話務八號',
    role: 'agency',
    agencyId: uuid,
    locale: 'en',
    skills: ['general'],
    password: 'long enough for anybody 78',
  }),
  'POST /api/agencies/:id/channels': () => ({
    level: 'danger',
    channel: 'open311',
    target: 'https://agency.example/open311/v2',
    secret: 'the key they gave us',
  }),
  'PATCH /api/agencies/:id/channels/:channelId': () => ({
    level: 'normal',
    target: 'https://agency.example/hook',
  }),
  'PATCH /api/agencies/:id/roster/:contactId': () => ({
    level: 'chief',
    position: 2,
    titleZh: '股長',
    titleEn: 'Section chief',
    name: '值班三號',
    phone: '0912345679',
    hours: { from: '20:00', to: '08:00' },
    weekdays: [6, 7],
  }),
  'POST /api/agencies/:id/roster': () => ({
    level: 'chief',
    position: 2,
    titleZh: '股長',
    titleEn: 'Section chief',
    name: '值班二號',
    phone: '0912345678',
    hours: { from: '08:00', to: '20:00' },
    weekdays: [1, 2, 3],
  }),
  'POST /api/push-subscriptions': () => ({
    endpoint: 'https://push.example/send/abc',
    keys: {
      p256dh:
        'BGtmlyeibcJlqTw3Qq1hSuHEKSoPBgGSguGBXjGUGhH2CZWtA2YvfdM68yyTd7b4h3qmUqIG5a2YXiovavqoseM',
      auth: 'AAAAAAAAAAAAAAAAAAAAAA',
    },
  }),
  'DELETE /api/push-subscriptions': () => ({ endpoint: 'https://push.example/send/none' }),
  'POST /api/contacts': ({ citizenId, callId: refId }) => ({
    channel: 'phone',
    citizenId,
    refType: 'call',
    refId,
  }),
  'POST /api/cases': ({ contactId }) => ({
    contactId,
    typeCode: 'pothole',
    place: {
      district: '64000050',
      village: '福居里',
      address: '建國三路 1 號',
      landmark: '車站',
      lat: 22.64,
      lng: 120.3,
    },
    description: '有一個洞',
    answers: { size: '大' },
  }),
  'PUT /api/cases/:id/matters/:matterId/description': () => ({ description: '兩個洞' }),
  'POST /api/track': ({ caseNumber: number }) => ({ number, code: '000000' }),
  'PATCH /api/citizens/:id': () => ({
    name: '王小明',
    phone: '0911222333',
    email: 'a@example.org',
    address: '中正路 1 號',
  }),
  'PUT /api/drafts/:refId': ({ citizenId }) => ({ citizenId, data: { description: '半' } }),
  'PUT /api/agents/me/state': () => ({ state: 'break', reason: 'lunch' }),
  'POST /api/calls/:callId/leg': () => ({ sdp: 'v=0' }),
  'POST /api/calls/:callId/wrap-up': () => ({ code: 'answered', note: '好' }),
  'POST /api/webcalls': () => ({ language: 'zh' }),
  'POST /api/webcalls/:callId/leg': () => ({ sdp: 'v=0' }),
  'POST /api/webcalls/:callId/digits': () => ({ digit: '1' }),
  'POST /telephony/media/events': ({ callId }) => ({
    peerId: uuid,
    events: [{ id: uuid, callId, legId: uuid, seq: 1, atMs: 1, type: 'heard' }],
  }),
  'POST /api/cases/:id/orders': ({ matterId }) => ({
    matterId,
    agencyId: uuid,
    danger: true,
    instructions: '快',
  }),
  'POST /api/orders/:id/acknowledgement': () => ({}),
  'POST /api/orders/:id/arrival': () => ({}),
  'POST /api/orders/acknowledgements': () => ({ orderIds: [uuid] }),
  'POST /api/orders/:id/assignee': () => ({ userId: uuid }),
  'POST /api/orders/:id/contractor-link': () => ({}),
  'POST /api/orders/:id/clocks/:kind/excuse': () => ({ reason }),
  'POST /api/linked-order/acknowledgement': () => ({}),
  'POST /api/linked-order/arrival': () => ({}),
  'POST /api/linked-order/report': () => ({ text: '填好了', photoIds: [] }),
  'POST /api/incidents/:id/attach-all': () => ({}),
  'POST /api/incidents/:id/detach-all': () => ({}),
  'POST /api/incidents/:id/drop': () => ({ orderId: uuid }),
  'POST /api/dispatch/incident-rules': () => ({
    typeCode: 'pothole',
    basedOn: 7,
    metres: 40,
    minutes: 600,
    surgeOrders: 12,
    surgeMinutes: 20,
  }),
  'POST /api/orders/:id/verification': () => ({}),
  'POST /api/orders/:id/refusal': () => ({ reason }),
  'POST /api/orders/:id/petition': () => ({ reason }),
  'POST /api/dispatch/verification-rules': () => ({
    typeCode: 'pothole',
    required: true,
    basedOn: 7,
  }),
  'POST /api/orders/:id/report': () => ({ text: '填好了', photoIds: [uuid] }),
  'POST /api/orders/:id/closure': () => ({ ground: 'report', reason }),
  'POST /api/orders/:id/return': () => ({ reason }),
  'POST /api/orders/:id/release': () => ({ reason }),
  'POST /api/orders/:id/reassignment': () => ({ agencyId: uuid }),
  'POST /api/orders/:id/ruling': () => ({ agencyId: uuid, reason: '屬該局權責' }),
  'POST /api/orders/:id/handoff': () => ({
    body: 'police',
    officer: '王',
    handedAt: '2026-01-01T00:00:00Z',
  }),
  'POST /api/orders/:id/pauses': () => ({ reason, kinds: ['handle'] }),
  'POST /api/orders/:id/resume': () => ({ pauseId: uuid }),
  'POST /api/orders/:id/extension': () => ({
    reason,
    until: '2099-01-01T00:00:00Z',
    kinds: ['handle'],
  }),
  'POST /api/orders/:id/extension/decision': () => ({
    decision: 'granted',
    reason,
    until: '2099-01-01T00:00:00Z',
  }),
  'POST /api/orders/:id/reopening': () => ({ reason }),
  'POST /api/orders/:id/attach': () => ({ parentId: uuid }),
  'POST /api/orders/:id/detach': () => ({}),
  'POST /api/dispatch/policies': () => ({
    kind: 'handle',
    danger: false,
    typeCode: 'streetLight',
    districtCode: '64000050',
    time: { from: '22:00', to: '06:00' },
    withinSeconds: 3600,
    calendar: 'working',
    warnPercents: [50],
    ladder: [{ at: 'breach', level: 'chief' }],
    assumed: false,
    validFrom: '2099-01-01T00:00:00Z',
    recompute: false,
  }),
  'POST /api/dispatch/policies/preview': () => ({
    kind: 'handle',
    danger: false,
    typeCode: 'streetLight',
    districtCode: '64000050',
    time: { from: '22:00', to: '06:00' },
    withinSeconds: 3600,
    calendar: 'working',
    warnPercents: [50],
    ladder: [{ at: 'breach', level: 'chief' }],
    assumed: false,
    validFrom: '2099-01-01T00:00:00Z',
    recompute: false,
  }),
  'POST /api/dispatch/calendars': () => goodCalendar,
  'POST /api/dispatch/calendars/preview': () => goodCalendar,
  'POST /api/faq-entries': () => ({ ...goodEntry, id: 'bus-0012' }),
  'PUT /api/faq-entries/:id': () => ({ ...goodEntry, basedOn: 1 }),
  'PUT /api/faq-entries/:id/owner': () => ({ ownerId: uuid }),
  'POST /api/faq-groups': () => ({ questions: [{ id: '1', question: '垃圾車幾點來' }] }),
  'POST /api/faq-import': () => ({ text: '{"id":"bus-0013"}', replace: false, trial: true }),
  'POST /api/faq/:id/ratings': () => ({ helpful: true }),
  'POST /api/calls/:callId/faq-texts': () => ({ faqId: 'parking-fee-query' }),
  'POST /api/assist': () => ({ text: '路燈不亮' }),
  'POST /api/surveys/:code/answer': () => ({ score: 5, comment: '好' }),
};

/** What a path's parameters stand for in the story; others stand for nothing. */
export function pathIn(story: Story, url: string): string {
  const known: Record<string, string> = {
    '/api/cases/:id': story.caseId,
    '/api/cases/:caseId': story.caseId,
    '/api/orders/:id': story.orderId,
    '/api/citizens/:id': story.citizenId,
    '/api/drafts/:refId': story.callId,
    '/api/calls/:callId': story.callId,
    '/api/attachments/:id': story.photoId,
  };
  const prefix = Object.keys(known).find((one) => url.startsWith(one));
  const withObject = prefix
    ? url.replace(prefix, prefix.replace(/:\w+/, known[prefix] ?? uuid))
    : url;
  return withObject
    .replace(':matterId', story.matterId)
    .replace(':code', 'AAAABBBBCCCCDDDD')
    .replace(':kind', 'acknowledge')
    .replace(/:\w+/g, uuid);
}
