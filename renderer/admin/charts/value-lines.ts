import { allCurrencies, type Currency } from '../../../cart/currency.ts';
import { formatAmount } from '../../../cart/money.ts';
import { numberText } from '../../shared/counting.ts';
import { moneyText } from '../../shared/money-text.ts';
import { exactTime } from '../../shared/exact-time.ts';
import type { ChartLine } from '../../shared/chart/chart-line.ts';
import { chartTable, type ChartTable } from './chart-table.ts';
import { isoTime } from './iso-time.ts';
import { thinOut } from '../../shared/chart/thin-out.ts';
import type { ValuePoint } from './value-over-time.ts';

/** A line that is drawn with more points than this many times four is thinned out. */
const COLUMNS = 600;

/** What one currency's line shows. */
export interface ValueLine {
  readonly currency: Currency;
  readonly line: ChartLine;
  /** How many moments there are, of which `line` may show fewer. */
  readonly moments: number;
  /** How many of them have no total, as it would be too large to be exact. */
  readonly inexact: number;
}

/** A line for each currency, as nothing is converted. Where a currency is not in the cart it is 0. */
export function valueLines(points: readonly ValuePoint[]): readonly ValueLine[] {
  const found = new Set(points.flatMap(({ totals }) => Object.keys(totals)));
  return allCurrencies
    .filter((currency) => found.has(currency))
    .map((currency) => {
      const all = points.map(({ time, totals }) => {
        const total = totals[currency];
        return { time, value: total === undefined ? 0 : total };
      });
      return {
        currency,
        line: { name: currency, look: 'solid', points: thinOut(all, COLUMNS) },
        moments: all.length,
        inexact: all.filter(({ value }) => value === null).length,
      };
    });
}

/** The same as a table, with the units beside. */
export const valueTable = (points: readonly ValuePoint[], lines: readonly ValueLine[]): ChartTable =>
  chartTable('Worth at every moment when it changed', points, [
    { title: 'Time', textOf: ({ time }) => exactTime(time), cellOf: ({ time }) => isoTime(time) },
    {
      ...{ title: 'Units', isNumber: true },
      textOf: ({ units }) => numberText(units),
      cellOf: ({ units }) => units,
    },
    ...lines.map(({ currency }) => ({
      ...{ title: currency, isNumber: true },
      textOf: ({ totals }: ValuePoint) => {
        const total = totals[currency];
        return total === null ? 'too large' : moneyText(total ?? 0, currency);
      },
      cellOf: ({ totals }: ValuePoint) => {
        const total = totals[currency];
        return total === null ? null : Number(formatAmount(total ?? 0, currency));
      },
    })),
  ]);
