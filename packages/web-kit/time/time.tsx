import { useKitT, useLocaleChoice } from '../i18n/create-i18n.ts';
import { chips, type DeadlineState, deadlineState, type Moment, toMs } from './deadline.ts';
import { formatTime, type TimeShape } from './format.ts';
import { spanOf, stopwatch } from './span.ts';
import { useEachSecond, useSecond } from './ticker.ts';
import './time.css';

/** A moment, in the person's language and Taiwan's time zone. */
export function Time({ at, shape = 'dateTime' }: { at: Moment; shape?: TimeShape }) {
  const { locale } = useLocaleChoice();
  return <time dateTime={at.toString()}>{formatTime(at, shape, locale)}</time>;
}

/** How long until `dueAt`, or since it; counts down in place and is never announced. */
export function TimeLeft({ dueAt }: { dueAt: Moment | null | undefined }) {
  const t = useKitT();
  const now = useSecond();
  if (!dueAt) return <span>{t('kit.time.none')}</span>;
  const left = toMs(dueAt) - now;
  const { unit, ...parts } = spanOf(left);
  const span = t(`kit.span.${unit}`, parts);
  return (
    <span role="timer" aria-live="off" className="time-left">
      {t(left >= 0 ? 'kit.time.left' : 'kit.time.over', { span })}
    </span>
  );
}

/** How long something has lasted, as a stopwatch; never announced. */
export function TimeSince({ at }: { at: Moment }) {
  const now = useSecond();
  return (
    <span role="timer" aria-live="off" className="time-left">
      {stopwatch(now - toMs(at))}
    </span>
  );
}

/** The state of a clock as a fill, a shape and a word. Give `state` where the server has decided. */
export function DeadlineChip(props: {
  dueAt?: Moment | null;
  startedAt?: Moment | null;
  state?: DeadlineState;
}) {
  const t = useKitT();
  const ticking = useEachSecond((now) => deadlineState(props.dueAt, props.startedAt, now));
  const state = props.state ?? ticking;
  const { shape, token } = chips[state];
  return (
    <span className={`chip chip-${token}`} data-state={state}>
      <span aria-hidden="true">{shape}</span> {t(`kit.chip.${state}`)}
    </span>
  );
}
