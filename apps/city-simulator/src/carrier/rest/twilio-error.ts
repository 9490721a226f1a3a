/** An error of the REST API in Twilio's form. */
export class TwilioError extends Error {
  readonly status: number;
  readonly code: number;
  constructor(status: number, code: number, message: string) {
    super(message);
    this.name = 'TwilioError';
    this.status = status;
    this.code = code;
  }
}

/** The body of an error answer. */
export function errorBody({ status, code, message }: TwilioError) {
  return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
}

export const unauthenticated = () => new TwilioError(401, 20003, 'Authenticate');

export const notFound = (path: string) =>
  new TwilioError(404, 20404, `The requested resource ${path.split('?')[0]} was not found`);

export const badRequest = (code: number, message: string) => new TwilioError(400, code, message);
