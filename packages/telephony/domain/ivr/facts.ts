import type { CallChannel } from '../../contract/channel.ts';
import type { IvrCondition, OwnWords } from '../../contract/ivr.ts';

/** What the flow may ask of the moment. */
export interface Facts {
  readonly now: Temporal.Instant;
  readonly channel: CallChannel;
  /** The notice of the incident mode that is on. */
  readonly incident: OwnWords | null;
  readonly nuisance: boolean;
  readonly agentsOnDuty: number;
  readonly expectedWaitSeconds: number;
}

/** Whether the condition holds. */
export function holds(condition: IvrCondition, facts: Facts): boolean {
  switch (condition.is) {
    case 'hours':
      return withinHours(condition, facts.now);
    case 'incident':
      return facts.incident !== null;
    case 'nuisance':
      return facts.nuisance;
    case 'nobodyOnDuty':
      return facts.agentsOnDuty === 0;
    case 'waitOver':
      return facts.expectedWaitSeconds >= condition.seconds;
    case 'channel':
      return facts.channel === condition.channel;
  }
}

/** A night belongs to the weekday it begins on. */
function withinHours(
  { from, to, weekdays }: Extract<IvrCondition, { is: 'hours' }>,
  at: Temporal.Instant,
): boolean {
  const local = at.toZonedDateTimeISO('Asia/Taipei');
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  const today = local.dayOfWeek;
  const yesterday = today === 1 ? 7 : today - 1;
  if (from <= to) return weekdays.includes(today) && from <= time && time < to;
  return (weekdays.includes(today) && time >= from) || (weekdays.includes(yesterday) && time < to);
}

/**
 * How long somebody at this place will wait, in seconds: all before them, and they, are served by
 * the agents there are, each taking `handlingSeconds`. Nobody on duty: as if one were.
 */
export function expectedWait(place: number, agents: number, handlingSeconds: number): number {
  return Math.ceil((Math.max(0, place) * handlingSeconds) / Math.max(1, agents));
}
