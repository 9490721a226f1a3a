import type { ForecastHour } from '@1999/routing/contract';
import { formatTime, useLocaleChoice } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';

const WIDTH = 720;
const HEIGHT = 200;
const FOOT = 24;

/**
 * Seats needed beside seats on the roster, hour by hour. The table below says the same in numbers,
 * so a screen reader is given the sentence alone.
 */
export function SeatsChart({ hours }: { hours: readonly ForecastHour[] }) {
  const t = useT();
  const { locale } = useLocaleChoice();
  const most = Math.max(1, ...hours.flatMap((one) => [one.seatsNeeded, one.seatsRostered]));
  const step = WIDTH / hours.length;
  const tall = (seats: number) => (seats / most) * (HEIGHT - FOOT - 16);
  const shortHours = hours.filter((one) => one.seatsNeeded > one.seatsRostered).length;
  return (
    <figure className="seats-chart">
      <figcaption>
        {t('queue.chart')} <span className="seats-needed">■ {t('queue.needed')}</span>{' '}
        <span className="seats-rostered">▨ {t('queue.rostered')}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t('queue.chart.said', { hours: hours.length, short: shortHours })}
      >
        <defs>
          <pattern id="rostered" width="6" height="6" patternUnits="userSpaceOnUse">
            <path d="M0 6 L6 0" className="seats-hatch" />
          </pattern>
        </defs>
        {hours.map((hour, at) => {
          const needed = tall(hour.seatsNeeded);
          const rostered = tall(hour.seatsRostered);
          const left = at * step + step * 0.12;
          const width = step * 0.36;
          return (
            <g key={hour.from}>
              <rect
                className="seats-bar-needed"
                x={left}
                y={HEIGHT - FOOT - needed}
                width={width}
                height={needed}
              />
              <rect
                className="seats-bar-rostered"
                x={left + width + 2}
                y={HEIGHT - FOOT - rostered}
                width={width}
                height={rostered}
                fill="url(#rostered)"
              />
              <text x={left + width} y={HEIGHT - FOOT - Math.max(needed, rostered) - 4}>
                {hour.seatsNeeded}
              </text>
              <text x={left + width} y={HEIGHT - 6}>
                {formatTime(hour.from, 'time', locale)}
              </text>
            </g>
          );
        })}
      </svg>
    </figure>
  );
}
