import type { RelayHealth } from '../../../protocol/admin/relay.ts';
import { counted } from '../../shared/counting.ts';
import type { ChartLine } from '../../shared/chart/chart-line.ts';
import { durationText } from '../parts/duration-text.ts';
import { quantile } from '../parts/quantile.ts';

/** How long answers took, as a line with gaps where there was none. Readings are the oldest first. */
export const latencyLine = (readings: readonly RelayHealth[]): ChartLine => ({
  ...{ name: 'Answer', look: 'solid' },
  points: readings.map((reading) => ({
    time: reading.checkedAt,
    value: reading.status === 'answering' ? reading.latencyMs : null,
  })),
});

/** "Of 24 answers in 2 min, half took 3 ms or less, the slowest took 40 ms." */
export function latencyText(readings: readonly RelayHealth[]): string {
  const took = readings
    .map((reading) => (reading.status === 'answering' ? reading.latencyMs : null))
    .filter((latency) => latency !== null)
    .sort((a, b) => a - b);
  const missed = readings.length - took.length;
  const away = missed === 0 ? '' : ` ${counted(missed, 'time')} there was none.`;
  if (took.length === 0) return `No answer to ${counted(readings.length, 'question')}.`;
  if (took.length === 1) return `The first answer took ${durationText(took[0] ?? 0)}.${away}`;
  const span = (readings.at(-1)?.checkedAt ?? 0) - (readings[0]?.checkedAt ?? 0);
  const [half, slowest] = [quantile(took, 0.5), quantile(took, 1)].map(durationText);
  return `Of ${counted(took.length, 'answer')} in ${durationText(span)}, half took ${half} or less, the slowest took ${slowest}.${away}`;
}
