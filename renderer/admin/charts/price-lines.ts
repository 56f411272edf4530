import { formatAmount } from '../../../cart/money.ts';
import { moneyText } from '../../shared/money-text.ts';
import { exactTime } from '../../shared/exact-time.ts';
import { priceTermsText } from '../parts/price-terms-text.ts';
import { chartTable, type ChartTable } from './chart-table.ts';
import { isoTime } from './iso-time.ts';
import type { PriceTerms, ProductPrices } from '../../shared/price-history.ts';

/** "Milk, size l, in EUR": a product as it is chosen. */
export function productText({ name, options, currency }: ProductPrices, hasManyCurrencies: boolean): string {
  const parts = Object.entries(options).map(([option, value]) => `${option} ${value}`);
  return [name, ...parts, ...(hasManyCurrencies ? [`in ${currency}`] : [])].join(', ');
}

/** Everything that anybody wrote as a price, what was taken back as well. */
export const priceTable = ({ terms, name, currency }: ProductPrices): ChartTable =>
  chartTable<PriceTerms>(`Prices of ${name} in ${currency}`, terms, [
    { title: 'Time', textOf: ({ time }) => exactTime(time), cellOf: ({ time }) => isoTime(time) },
    { title: 'Who', textOf: ({ by }) => by, cellOf: ({ by }) => by },
    {
      title: 'How',
      textOf: ({ kind, isUndone }) =>
        `${kind === 'add' ? 'came with the product' : 'changed'}${isUndone ? ', taken back' : ''}`,
      cellOf: ({ kind, isUndone }) => `${kind}${isUndone ? ', undone' : ''}`,
    },
    {
      ...{ title: 'Price', isNumber: true },
      textOf: ({ price }) => moneyText(price.amount, price.currency),
      cellOf: ({ price }) => Number(formatAmount(price.amount, price.currency)),
    },
    {
      ...{ title: 'Instead of', isNumber: true },
      textOf: ({ price }) => (price.was === undefined ? '' : moneyText(price.was, price.currency)),
      cellOf: ({ price }) =>
        price.was === undefined ? null : Number(formatAmount(price.was, price.currency)),
    },
    {
      title: 'Sale ends',
      textOf: ({ price }) => (price.until === undefined ? '' : exactTime(price.until)),
      cellOf: ({ price }) => (price.until === undefined ? null : isoTime(price.until)),
    },
    { title: 'Operation', textOf: ({ id }) => id, cellOf: ({ id }) => id },
  ]);

/** "€0.99 instead of €1.29 until …": the latest terms in force. */
export function latestTermsText({ terms }: ProductPrices): string | null {
  const latest = terms.findLast(({ isUndone }) => !isUndone);
  return latest ? priceTermsText(latest.price) : null;
}
