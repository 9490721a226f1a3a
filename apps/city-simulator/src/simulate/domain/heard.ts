/** What a person understands of words that were spoken or sent. */

/** The code of a survey link in a text message; null when there is none. */
export function surveyCodeIn(message: string): string | null {
  return /\/s\/([A-Za-z0-9_-]{16})(?![A-Za-z0-9_-])/.exec(message)?.[1] ?? null;
}

export interface SpokenAlert {
  /** The last five digits of the order's number. */
  readonly digits: string;
  /** It tells of a missed deadline, not of a new order. */
  readonly overdue: boolean;
}

/** The order that an automated call speaks of; null when the words are about none. */
export function alertIn(spoken: string): SpokenAlert | null {
  const digits = /(?:單號末五碼|ends in )\s*((?:\d ?){5})/.exec(spoken)?.[1];
  if (!digits) return null;
  const overdue = /逾時|in time\./.test(spoken);
  return { digits: digits.replaceAll(' ', ''), overdue };
}

/** Whether the call thanks for an acknowledgement. */
export function isThanked(spoken: string): boolean {
  return spoken.startsWith('已受理') || spoken.startsWith('Acknowledged');
}
