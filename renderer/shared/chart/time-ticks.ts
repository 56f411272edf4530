import { scaleTime } from 'd3-scale';

/** A mark on an axis. */
export interface Tick {
  readonly at: number;
  readonly text: string;
}

const DAY = 86_400_000;

/** Pixels of a character on an axis, and between two texts. */
const CHARACTER = 7;
const BETWEEN = 16;

/** As many moments between two, milliseconds since 1970, as have room for their texts on so many pixels. */
export function timeTicks(from: number, to: number, width: number, locale?: string): readonly Tick[] {
  for (let count = Math.max(2, Math.floor(width / 48)); ; count -= 1) {
    const ticks = ticksAbout(from, to, count, locale);
    const longest = Math.max(0, ...ticks.map(({ text }) => text.length));
    const [first, second] = ticks;
    const apart = first && second ? ((second.at - first.at) / (to - from)) * width : Infinity;
    if (count <= 1 || apart >= longest * CHARACTER + BETWEEN) return ticks;
  }
}

/** Where clocks and calendars here have round figures, each written as shortly as tells it from its neighbours. */
function ticksAbout(from: number, to: number, count: number, locale: string | undefined): readonly Tick[] {
  const moments = scaleTime().domain([from, to]).ticks(count).map(Number);
  const step = (moments[1] ?? to) - (moments[0] ?? from);
  const format = new Intl.DateTimeFormat(locale, partsFor(step, moments.length === 1));
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  return moments.map((at, index) => {
    const isNewDay = step < DAY && index > 0 && day.format(at) !== day.format(moments[index - 1]);
    return { at, text: isNewDay ? day.format(at) : format.format(at) };
  });
}

function partsFor(step: number, isAlone: boolean): Intl.DateTimeFormatOptions {
  if (isAlone) return { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' };
  if (step < 1_000) return { minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 };
  if (step < 60_000) return { hour: '2-digit', minute: '2-digit', second: '2-digit' };
  if (step < DAY) return { hour: '2-digit', minute: '2-digit' };
  if (step < 27 * DAY) return { day: 'numeric', month: 'short' };
  if (step < 360 * DAY) return { month: 'short', year: 'numeric' };
  return { year: 'numeric' };
}
