import { createHmac, randomUUID } from 'node:crypto';

/** A door to the hotline, in this process or in another: what a request is answered. */
export interface Face {
  readonly publicUrl: string;
  /** What the carrier signs its web hooks with. */
  readonly carrierToken: string;
  request(request: FaceRequest): Promise<FaceAnswer>;
}
export interface FaceRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}
export interface FaceAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a story looks into answers of every shape
  readonly body: any;
}

/** What the citizen of a story tells; tests look for it where it must not be. */
export const told = {
  name: '歐陽翠蘭',
  phone: '+886937415926',
  email: 'tsuilan.ouyang@example.org',
  address: '三民區同盟三路紫藤巷八十八號之七',
  landmark: '紫藤巷口那棵老榕樹',
  description: '家門口的坑洞讓她兒子摔斷了左手,已送阮綜合醫院',
  note: '來電者情緒激動,住紫藤巷',
  instructions: '到場前請先按紫藤巷的門鈴',
  report: '已在紫藤巷口會面並填補坑洞',
  crewPhone: '+886955271828',
  comment: '填得很好,翠蘭謝謝你們',
} as const;

/** A 4 × 4 PNG. */
const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAIAAAAmkwkpAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAEElEQVQImWNYFaoERwzEcQDeYxIRoyyujQAAAABJRU5ErkJggg==',
  'base64',
);

/**
 * The hotline's main job through its public faces alone, one method a step; the fields fill as it
 * goes on. Every step may be followed by anything, a power cut too.
 */
export class Story {
  readonly callSid = `CA${randomUUID().replaceAll('-', '')}`;
  readonly #face: Face;
  readonly #tokens = new Map<string, string>();
  heard = '';
  callId = '';
  citizenId = '';
  contactId = '';
  caseId = '';
  caseNumber = '';
  matterId = '';
  orderId = '';
  photoId = '';
  maskedCallId = '';

  constructor(face: Face) {
    this.#face = face;
  }

  async callArrives(): Promise<void> {
    this.heard = await this.carrierAsks('/telephony/twilio/voice', { CallStatus: 'ringing' });
  }

  /** Chinese, then a report. */
  async choosesInTheMenu(): Promise<void> {
    for (const Digits of ['1', '2']) {
      const action = /action="([^"]+)"/.exec(this.heard)?.[1]?.replaceAll('&amp;', '&');
      if (!action) throw new Error(`no question in ${this.heard}`);
      this.heard = await this.carrierAsks(action, { Digits });
    }
    this.callId = /<Conference[^>]*>([^<]+)</.exec(this.heard)?.[1] ?? '';
  }

  async agentAnswers(): Promise<void> {
    const { state } = await this.as('agent1', 'GET', '/api/agents/me/state');
    if (state !== 'ready' && state !== 'ringing') {
      await this.as('agent1', 'PUT', '/api/agents/me/state', { state: 'ready' });
    }
    const { offer } = await this.as('agent1', 'GET', '/api/offers/current');
    await this.as('agent1', 'POST', `/api/offers/${offer.offerId}/answer`);
  }

  async caseIsOpened(): Promise<void> {
    const { call } = await this.as('agent1', 'GET', '/api/calls/current');
    this.contactId = call.contactId;
    this.citizenId = call.citizen.citizenId;
    const { name, address, email, landmark, description } = told;
    const citizen = `/api/citizens/${this.citizenId}`;
    await this.as('agent1', 'PATCH', citizen, { name, address, email });
    const draft = { citizenId: this.citizenId, data: { description } };
    await this.as('agent1', 'PUT', `/api/drafts/${this.callId}`, draft);
    const place = { district: '64000050', address, landmark, lat: 22.6412, lng: 120.3021 };
    const body = { contactId: this.contactId, typeCode: 'pothole', place, description };
    const opened = await this.as('agent1', 'POST', '/api/cases', body);
    this.caseId = opened.caseId;
    this.caseNumber = opened.number;
    this.matterId = opened.matterId;
  }

  /** To the road maintenance office, whose account is agency1. */
  async orderIsIssued(): Promise<void> {
    const agencies = await this.as('agent1', 'GET', '/api/agencies');
    const agency = agencies.find((one: { code: string }) => one.code === 'pwb-maintenance');
    const { instructions } = told;
    const body = { matterId: this.matterId, agencyId: agency.id, instructions };
    const order = await this.as('agent1', 'POST', `/api/cases/${this.caseId}/orders`, body);
    this.orderId = order.id;
  }

  async callIsWrappedUp(): Promise<void> {
    const form = { CallStatus: 'completed', SequenceNumber: '3' };
    await this.carrierAsks('/telephony/twilio/status', form);
    const [code] = await this.as('agent1', 'GET', '/api/wrap-up-codes');
    const body = { code: code.code, note: told.note };
    await this.as('agent1', 'POST', `/api/calls/${this.callId}/wrap-up`, body);
  }

  async agencyAcknowledges(): Promise<void> {
    await this.as('agency1', 'POST', `/api/orders/${this.orderId}/acknowledgement`);
  }

  /** The crew wants to talk to the citizen, from a telephone of its own. */
  async crewAsksForCall(): Promise<void> {
    await this.as('agency1', 'PUT', '/api/me/phone', { phone: told.crewPhone });
    const door = `/api/orders/${this.orderId}/citizen-calls`;
    this.maskedCallId = (await this.as('agency1', 'POST', door, {})).callId;
  }

  /** It answers, presses 1, and the two talk; answers what the carrier was told to dial. */
  async crewIsPutThrough(): Promise<string> {
    const ask = (path: string, form: Record<string, string>) =>
      this.carrierAsks(
        `/telephony/twilio/${path}?call=${this.maskedCallId}&locale=zh-Hant-TW`,
        form,
      );
    await ask('masked', {});
    const dialled = await ask('masked-key', { Digits: '1' });
    await ask('masked-citizen', {});
    await ask('masked-dialled', { DialCallStatus: 'completed', DialBridged: 'true' });
    return dialled;
  }

  async agencyUploads(): Promise<void> {
    const edge = 'story-edge';
    const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n`;
    const body = Buffer.concat([Buffer.from(head), PHOTO, Buffer.from(`\r\n--${edge}--\r\n`)]);
    const url = `/api/attachments?caseId=${this.caseId}`;
    const type = `multipart/form-data; boundary=${edge}`;
    this.photoId = (await this.as('agency1', 'POST', url, body, type)).attachmentId;
  }

  async agencyReports(): Promise<void> {
    const body = { text: told.report, photoIds: [this.photoId] };
    await this.as('agency1', 'POST', `/api/orders/${this.orderId}/report`, body);
  }

  async agencyCloses(): Promise<void> {
    await this.as('agency1', 'POST', `/api/orders/${this.orderId}/closure`, { ground: 'photo' });
  }

  /** `code`: from the link in the message the citizen got. */
  async citizenAnswersSurvey(code: string): Promise<void> {
    const body = { score: 5, comment: told.comment };
    await this.as(null, 'POST', `/api/surveys/${code}/answer`, body);
  }

  /** Speaks as a demo account, or as nobody. @throws when it is not answered 2xx. */
  async as(
    username: string | null,
    method: string,
    url: string,
    body?: object,
    type = 'application/json',
    // biome-ignore lint/suspicious/noExplicitAny: as FaceAnswer
  ): Promise<any> {
    const token = username ? await this.#signIn(username) : null;
    const headers = {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body ? { 'content-type': type } : {}),
    };
    const written = body instanceof Buffer ? body : body && JSON.stringify(body);
    const answer = await this.#face.request({ method, url, headers, body: written });
    if (answer.status >= 300) {
      throw new Error(`${method} ${url}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  }

  /** A web hook about this story's call, signed as a carrier does. */
  async carrierAsks(url: string, more: Record<string, string>): Promise<string> {
    const { publicUrl, carrierToken } = this.#face;
    const form: Record<string, string> = {
      CallSid: this.callSid,
      From: told.phone,
      To: '+88671999',
      Direction: 'inbound',
      FromCity: '',
      ...more,
    };
    const signed = Object.keys(form)
      .sort()
      .map((name) => name + form[name])
      .join('');
    const signature = createHmac('sha1', carrierToken).update(publicUrl + url + signed);
    const answer = await this.#face.request({
      method: 'POST',
      url,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': signature.digest('base64'),
        'i-twilio-idempotency-token': randomUUID(),
      },
      body: new URLSearchParams(form).toString(),
    });
    if (answer.status >= 300) throw new Error(`${url}: ${answer.status} ${answer.body}`);
    return answer.body;
  }

  async #signIn(username: string): Promise<string> {
    const known = this.#tokens.get(username);
    if (known) return known;
    const body = { username, password: 'demo1999' };
    const { accessToken } = await this.as(null, 'POST', '/api/session', body);
    this.#tokens.set(username, accessToken);
    return accessToken;
  }
}

/** The code of the survey link in what the carrier was asked to send, if it was. */
export function surveyCodeIn(carrierHeard: readonly string[]): string | undefined {
  const sent = carrierHeard.map(decodeURIComponent).join('\n');
  return /\/s\/([A-Za-z0-9_-]{16})/.exec(sent)?.[1];
}
