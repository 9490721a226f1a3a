import type { ErrorBody } from '../contract.ts';

/** An error that is part of the interface: a status, a stable code, and the field at fault. */
export class AppError extends Error {
  readonly status: number;
  readonly code: string;
  readonly field: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    status: number,
    code: string,
    message: string,
    detail: { field?: string; retryAfterSeconds?: number } = {},
  ) {
    super(message);
    this.name = 'AppError';
    this.status = status;
    this.code = code;
    this.field = detail.field;
    this.retryAfterSeconds = detail.retryAfterSeconds;
  }

  /** The error as it goes over the wire. */
  body(): ErrorBody {
    return { code: this.code, message: this.message, ...(this.field ? { field: this.field } : {}) };
  }
}

/** 404. Foreign and absent objects answer alike, so nobody learns what exists. */
export class NotFound extends AppError {
  constructor() {
    super(404, 'not_found', 'There is no such thing here, or it is not yours to see.');
  }
}

/** 403: the caller is known, but this role may never do this. */
export class Forbidden extends AppError {
  constructor(message = 'Your role may not do this.') {
    super(403, 'forbidden', message);
  }
}

/** 401: no valid sign-in or token. */
export class Unauthorised extends AppError {
  constructor(code = 'unauthorised', message = 'Sign in first.') {
    super(401, code, message);
  }
}

/** 422: the request is well formed but cannot be carried out as it stands. */
export class Invalid extends AppError {
  constructor(code: string, message: string, field?: string) {
    super(422, code, message, field ? { field } : {});
  }
}

/** 409: the object has moved on; the caller should look again. */
export class Conflict extends AppError {
  constructor(code: string, message: string) {
    super(409, code, message);
  }
}
