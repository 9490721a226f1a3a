import type { Module } from '@1999/platform';
import { access } from './access.ts';
import { attachmentRoutes } from './http/attachments.ts';
import { caseRoutes } from './http/cases.ts';
import { citizenRoutes } from './http/citizens.ts';
import { deskRoutes } from './http/desk.ts';
import { linkedCaseRoutes } from './http/linked-cases.ts';
import { trackingRoutes } from './http/tracking.ts';
import { live, topics } from './live.ts';
import { plugCaseWords } from './purposes.ts';
import { textTrackingCode } from './reactions/text-tracking-code.ts';
import { seedReference } from './seed/seed-reference.ts';

export const cases: Module = {
  name: 'cases',
  access,
  live,
  topics,
  routes: async (server, app) => {
    caseRoutes(server, app);
    citizenRoutes(server, app);
    trackingRoutes(server, app);
    deskRoutes(server, app);
    linkedCaseRoutes(server, app);
    await attachmentRoutes(server, app);
  },
  reactions: [textTrackingCode],
  plug: plugCaseWords,
  seedReference,
};

export * from './commands/index.ts';
export { onePhotoOf, takesOnePhoto } from './http/one-photo.ts';
export * from './queries/index.ts';
