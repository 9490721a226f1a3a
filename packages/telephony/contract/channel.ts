import { z } from 'zod';

/** How a caller came: by telephone, or from the browser. */
export const CallChannel = z.enum(['phone', 'webcall']);
export type CallChannel = z.infer<typeof CallChannel>;
