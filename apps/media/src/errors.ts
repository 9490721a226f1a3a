/** A command or offer that cannot be carried out; told to the hotline as {code, message, field?}. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly status: number;
  readonly code: string;
  readonly field: string | undefined;

  constructor(status: number, code: string, message: string, field?: string) {
    super(message);
    this.status = status;
    this.code = code;
    this.field = field;
  }
}

export const callUnknown = () => new Refusal(404, 'call_unknown', 'no such call here');
export const callEnded = () => new Refusal(410, 'call_ended', 'the call is over');
export const legUnknown = (field: string) =>
  new Refusal(
    404,
    'leg_unknown',
    'no such leg in this call: it has to send its offer first',
    field,
  );
export const legClosed = () => new Refusal(410, 'leg_closed', 'the leg has hung up');
export const noPortFree = () =>
  new Refusal(503, 'no_port_free', 'every port of MEDIA_RTP_PORTS is taken');
export const offerOvertaken = () =>
  new Refusal(409, 'offer_overtaken', 'a newer offer of this leg came first');
