/** Where values lie on an axis, and which of them are written beside it. */
export interface PlotScale {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
}

/** Whole powers of ten where it is logarithmic, otherwise from 0 to something round. */
export function plotScale(
  values: readonly number[],
  [from, to]: readonly [number, number],
  isLogarithmic: boolean,
): PlotScale {
  if (isLogarithmic) {
    const logs = values.map(Math.log10);
    const low = Math.floor(Math.min(0, ...logs));
    const high = Math.max(low + 1, Math.ceil(Math.max(...logs, low + 1) - 1e-9));
    return {
      at: (value) => from + ((Math.log10(value) - low) / (high - low)) * (to - from),
      ticks: Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index)),
    };
  }
  const step = roundStep(Math.max(...values, 1e-9) / 4);
  const high = step * Math.ceil(Math.max(...values, step) / step);
  return {
    at: (value) => from + (value / high) * (to - from),
    ticks: Array.from({ length: Math.round(high / step) + 1 }, (_, index) => index * step),
  };
}

/** 1, 2 or 5 times a power of ten, not below. */
function roundStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 5, 10].find((factor) => factor * power >= value * (1 - 1e-9)) ?? 10);
}
