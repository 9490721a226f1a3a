/**
 * A request that was not answered as asked. `code` is the server's, or one of the client's own:
 * `offline` (nothing came back), `timeout`, `bad_answer` (the answer breaks its schema).
 */
export class ApiError extends Error {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly code: string;
  /** The field of the request at fault, where one is. */
  readonly field: string | undefined;

  constructor(status: number, code: string, message: string, field?: string) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.field = field;
  }

  /** Whether trying the same again later may succeed. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 502;
  }
}
