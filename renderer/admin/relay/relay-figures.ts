import type { RelayHealth } from '../../../protocol/admin/relay.ts';
import { numberText } from '../../shared/counting.ts';
import { durationText } from '../parts/duration-text.ts';
import { bytesText } from './bytes-text.ts';
import { metricByLabel, metricOf, perSecond } from './relay-readings.ts';

/** One thing that the relay says of itself. */
export interface Figure {
  readonly name: string;
  /** As in `docs/metrics.md`. */
  readonly metric: string;
  /** `null` if the relay does not say. */
  readonly text: string | null;
  /** How fast it grows, or what it is made of. */
  readonly more?: string | null;
  /** Something that should be looked at. */
  readonly isBad?: boolean;
}

export interface FigureGroup {
  readonly title: string;
  readonly figures: readonly Figure[];
}

/** What of the relay's metrics an operator looks for, by what it is about. Readings are the oldest first. */
export function relayFigures(readings: readonly RelayHealth[]): readonly FigureGroup[] {
  const latest = readings.findLast((reading) => reading.status === 'answering');
  if (!latest) return [];
  const number = (name: string, metric: string): Figure => ({
    ...{ name, metric, text: text(metricOf(latest, metric), numberText) },
  });
  const growing = (name: string, metric: string): Figure => ({
    ...number(name, metric),
    more: text(perSecond(readings, metric), rateText),
  });
  const bytes = (name: string, metric: string): Figure => ({
    ...{ name, metric, text: text(metricOf(latest, metric), bytesText) },
  });
  const troubles = (name: string, metric: string): Figure => {
    const parts = metricByLabel(latest, metric);
    const sum = metricOf(latest, metric) ?? 0;
    return {
      ...{ name, metric, text: numberText(sum), isBad: (perSecond(readings, metric) ?? 0) > 0 },
      more: sum === 0 ? null : parts.map(([label, count]) => `${label} ${numberText(count)}`).join(', '),
    };
  };
  const queued = number('Waiting to be stored', 'trolley_commit_queue_ops');
  const failures = metricOf(latest, 'trolley_commit_failures_total');
  return [
    {
      title: 'Connections',
      figures: [
        number('Connections now', 'trolley_connections'),
        growing('Connections so far', 'trolley_connections_opened_total'),
        number('Event streams', 'trolley_event_streams'),
        growing('Messages received', 'trolley_messages_received_total'),
        growing('Messages sent', 'trolley_messages_sent_total'),
      ],
    },
    {
      title: 'Carts and operations',
      figures: [
        number('Carts stored', 'trolley_carts_stored'),
        number('Carts in memory', 'trolley_carts_in_memory'),
        number('Operations stored, ever', 'trolley_log_head'),
        growing('Operations stored since it started', 'trolley_ops_committed_total'),
        queued,
      ],
    },
    {
      title: 'Its log on disk',
      figures: [
        { ...writable(metricOf(latest, 'trolley_log_writable')) },
        bytes('Size of the log', 'trolley_log_bytes'),
        { ...average(latest) },
        {
          ...number('Failed writes', 'trolley_commit_failures_total'),
          isBad: failures !== null && failures > 0,
        },
      ],
    },
    {
      title: 'Turned away',
      figures: [
        troubles('Operations refused', 'trolley_refused_total'),
        troubles('Limits reached', 'trolley_limits_reached_total'),
      ],
    },
    {
      title: 'Its process',
      figures: [
        { ...upFor(latest) },
        bytes('Memory', 'process_resident_memory_bytes'),
        { ...processor(readings) },
        {
          name: 'Delay of its event loop',
          metric: 'nodejs_eventloop_lag_p99_seconds',
          text: text(metricOf(latest, 'nodejs_eventloop_lag_p99_seconds'), secondsText),
          more: 'or less, 99 times of 100',
        },
        number('Open files and sockets', 'process_open_fds'),
      ],
    },
  ];
}

const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });
const rates = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 2 });

const text = (value: number | null, write: (value: number) => string): string | null =>
  value === null ? null : write(value);

/** Below one in ten seconds a minute says more. */
const rateText = (perSecond: number): string =>
  perSecond === 0 || perSecond >= 0.1
    ? `${rates.format(perSecond)} a second`
    : `${rates.format(perSecond * 60)} a minute`;
const secondsText = (seconds: number): string => durationText(seconds * 1_000);

const writable = (value: number | null): Figure => ({
  ...{ name: 'Can be written', metric: 'trolley_log_writable', isBad: value === 0 },
  text: text(value, (flag) => (flag === 0 ? 'no' : 'yes')),
});

/** Since the relay started; what it costs to be sure. */
function average(latest: RelayHealth): Figure {
  const metric = 'trolley_commit_duration_seconds';
  const [sum, count] = [metricOf(latest, `${metric}_sum`), metricOf(latest, `${metric}_count`)];
  const mean = sum === null || count === null || count === 0 ? null : sum / count;
  return { name: 'One write takes', metric, text: text(mean, secondsText), more: 'on average' };
}

/** Known from the second look on. */
function processor(readings: readonly RelayHealth[]): Figure {
  const metric = 'process_cpu_seconds_total';
  const share = perSecond(readings, metric);
  return share === null
    ? { name: 'Processor', metric, text: '–' }
    : { name: 'Processor', metric, text: percent.format(share), more: 'of one core' };
}

function upFor(latest: RelayHealth): Figure {
  const metric = 'process_start_time_seconds';
  const started = metricOf(latest, metric);
  const age = started === null ? null : latest.checkedAt - started * 1_000;
  return { name: 'Running for', metric, text: text(age, durationText) };
}
