import { z } from 'zod';

/** What the caller chose to speak: 國語, 台語, 客語, English, Tiếng Việt, Bahasa Indonesia, ไทย. */
export const languages = ['zh', 'nan', 'hak', 'en', 'vi', 'id', 'th'] as const;
export const Language = z.enum(languages);
export type Language = z.infer<typeof Language>;
