import { words } from '../messages/words.ts';
import type { ChartLine, ChartMark } from './chart/chart-line.ts';
import { thinOut } from './chart/thin-out.ts';
import type { PricePoint, ProductPrices } from './price-history.ts';

const COLUMNS = 600;
/** With more of them signs would hide the line. */
const MOST_MARKS = 60;

const signs: Readonly<Record<PricePoint['why'], Pick<ChartMark, 'shape' | 'name'>>> = {
  add: { shape: 'circle', name: words.charts.cameWithProduct },
  price: { shape: 'diamond', name: words.charts.changed },
  'sale-end': { shape: 'triangle', name: words.charts.saleEnded },
};

export const priceLine = ({ points }: ProductPrices): ChartLine => ({
  ...{ name: words.charts.price, look: 'solid' },
  points: thinOut(
    points.map(({ time, amount }) => ({ time, value: amount })),
    COLUMNS,
  ),
});

/** What happened to the price; nothing where there is too much of it to be told apart. */
export const priceMarks = ({ points }: ProductPrices): readonly ChartMark[] =>
  points.length > MOST_MARKS
    ? []
    : points.map(({ time, amount, why }) => ({ time, value: amount, ...signs[why] }));
