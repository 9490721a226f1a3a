import { z } from 'zod';

/** Who carries a call: a telephone company's service, our own media peer, or the city's SIP trunk. */
export const Provider = z.enum(['twilio', 'webcall', 'sip']);
export type Provider = z.infer<typeof Provider>;
