import { inTransaction } from '../commands/command.ts';
import { newId } from '../ids/new-id.ts';
import type { App } from '../module/app.ts';

/**
 * Raises the alarm of a step of the database's time (invariant I12): people must look at its clock,
 * because no breach is recorded until a time has held for a minute.
 */
export function alarmOfStep(app: App, stepMs: number): Promise<void> {
  const seconds = Math.round(stepMs / 1000);
  app.log.error({ seconds }, 'the time of the database has stepped; nothing is swept meanwhile');
  return inTransaction({ app, actor: { kind: 'system', id: 'platform.clock' } }, ({ journal }) =>
    journal({
      subjectType: 'alarm',
      subjectId: newId(),
      type: 'alarm.clockStepped',
      payload: { seconds },
    }),
  );
}
