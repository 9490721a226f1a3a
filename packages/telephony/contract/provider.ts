import { z } from 'zod';

/** Who carries a call: the telephone company, or our own media peer. */
export const Provider = z.enum(['twilio', 'webcall']);
export type Provider = z.infer<typeof Provider>;
