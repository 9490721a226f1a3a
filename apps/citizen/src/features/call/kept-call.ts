import { StartedWebCall } from '@1999/telephony/contract';

const KEY = '1999.call';

/** The call this tab is in: kept over a reload, gone with the tab. */
export function keptCall(): StartedWebCall | null {
  try {
    return StartedWebCall.parse(JSON.parse(sessionStorage.getItem(KEY) ?? 'null'));
  } catch {
    return null;
  }
}

/** Keeps the call over a reload, or forgets it. */
export function keepCall(call: StartedWebCall | null): void {
  if (call) sessionStorage.setItem(KEY, JSON.stringify(call));
  else sessionStorage.removeItem(KEY);
}
