import type { Currency } from '../../../cart/currency.ts';
import { moneyText } from '../../shared/money-text.ts';

/** Minor units by currency; `null` when too large to be exact. */
export type Totals = Readonly<Partial<Record<Currency, number | null>>>;

/** "€12.90", "€12.90 + ¥300"; empty for nothing at all. */
export const totalsWords = (totals: Totals): string =>
  (Object.entries(totals) as [Currency, number | null][])
    .map(([currency, amount]) =>
      amount === null ? `${currency}: too large to add up` : moneyText(amount, currency),
    )
    .join(' + ');
