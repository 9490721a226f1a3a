import { z } from 'zod';

/** The parameters of a web hook; repeated ones do not occur in what we subscribe to. */
export const WebhookForm = z.record(z.string(), z.string());
export type WebhookForm = z.infer<typeof WebhookForm>;
