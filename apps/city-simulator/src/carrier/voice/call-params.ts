import type { Leg } from './leg.ts';

/**
 * The parameters every web hook about a call carries. Places are not known on this network, so
 * Twilio's place fields go out blank: a signature check that drops blank fields fails here too.
 */
export function callParams(accountSid: string, leg: Leg): Record<string, string> {
  return {
    CallSid: leg.sid,
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    From: leg.from,
    To: leg.to,
    Caller: leg.from,
    Called: leg.to,
    CallStatus: leg.status,
    Direction: leg.direction,
    ...(leg.parentSid && { ParentCallSid: leg.parentSid }),
    ...place('From', leg.from),
    ...place('Caller', leg.from),
    ...place('To', leg.to),
    ...place('Called', leg.to),
  };
}

function place(side: string, number: string): Record<string, string> {
  if (!number.startsWith('+')) return {};
  return {
    [`${side}City`]: '',
    [`${side}State`]: '',
    [`${side}Zip`]: '',
    [`${side}Country`]: number.startsWith('+886') ? 'TW' : '',
  };
}
