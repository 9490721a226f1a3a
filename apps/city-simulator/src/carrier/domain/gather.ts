/** What a Gather waits for. */
export interface GatherRule {
  /** How many digits end it; Infinity when only a key or silence does. */
  numDigits: number;
  /** The key that ends it without counting as a digit; '' for none. */
  finishOnKey: string;
}

export interface GatherState {
  digits: string;
  done: boolean;
  finishedOnKey?: string;
}

/** One more key in a Gather. Keys after the end are ignored. */
export function pressInGather(state: GatherState, rule: GatherRule, key: string): GatherState {
  if (state.done) return state;
  if (rule.finishOnKey !== '' && rule.finishOnKey.includes(key)) {
    return { ...state, done: true, finishedOnKey: key };
  }
  const digits = state.digits + key;
  return { digits, done: digits.length >= rule.numDigits };
}

/** The keys a telephone has (`w` is a half-second wait in a dialling string, not a key). */
export function isKey(key: string): boolean {
  return /^[0-9*#]$/.test(key);
}
