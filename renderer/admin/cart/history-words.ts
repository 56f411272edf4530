import { millisecondsOf } from '../../../cart/hlc.ts';
import { numberText } from '../../shared/counting.ts';
import { exactTime } from '../../shared/exact-time.ts';
import { timeOf } from '../../shared/op-order.ts';
import type { OpTales } from './op-tales.ts';
import type { TimeTravel } from '../../shared/time-travel.ts';

/** Where the slider is, in words: "Operation 12 of 40: Ana added 3 × Milk, 21 Nov 2026, 14:02:11". */
export function positionWords({ ops }: TimeTravel, tales: OpTales, position: number): string {
  const op = ops[position - 1];
  if (!op) return `Before the first of ${numberText(ops.length)} operations`;
  const time = millisecondsOf(timeOf(op));
  const when = time === 0 ? 'at no known time' : exactTime(time);
  return `Operation ${numberText(position)} of ${numberText(ops.length)}: ${tales.deedOf(op.id)}, ${when}`;
}

/** For a field of date and time: "2026-11-21T14:02" by the local clock. */
export function localMinute(time: number): string {
  const date = new Date(time);
  const pad = (part: number, digits = 2): string => String(part).padStart(digits, '0');
  const day = [pad(date.getFullYear(), 4), pad(date.getMonth() + 1), pad(date.getDate())].join('-');
  return `${day}T${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

/** The end of that minute in milliseconds since 1970; `null` for text that is none. */
export function endOfMinute(text: string): number | null {
  const time = new Date(text).getTime();
  return text === '' || Number.isNaN(time) ? null : time + 59_999;
}
