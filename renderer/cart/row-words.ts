import type { DeliveryStage } from '../../cart/delivery.ts';
import type { UserId } from '../../cart/ids.ts';
import type { CartRow } from '../../cart/row.ts';
import { numberText } from '../shared/counting.ts';
import { moneyText } from '../shared/money-text.ts';
import { listNames } from '../shared/names.ts';

/** How far a row's changes have come. */
export const stageWords: Readonly<Record<DeliveryStage, string>> = {
  local: 'Being saved on this computer',
  saved: 'Saved on this computer',
  sent: 'Sent',
  durable: 'Everyone has it',
};

/** The row in one breath, for screen readers. */
export function rowLabel(row: CartRow, stage: DeliveryStage, self: UserId): string {
  const parts = [
    row.name,
    ...Object.values(row.options),
    numberText(row.qty),
    row.total === null ? 'total too large' : row.total === 0 ? 'no price' : totalText(row, row.total),
    row.note === '' ? '' : `note: ${row.note}`,
    row.contributors.length === 0 ? '' : `added by ${listNames(row.contributors, self)}`,
    stageWords[stage],
  ];
  return parts.filter((part) => part !== '').join(', ');
}

const totalText = (row: CartRow, total: number): string => moneyText(total, row.price.currency);

/** The end of a sale as people say it: a date, or a time when it is within a day. */
export function untilText(until: number, now: number, locale?: string): string {
  const isSoon = until - now < 24 * 60 * 60 * 1000;
  const format = new Intl.DateTimeFormat(
    locale,
    isSoon ? { hour: 'numeric', minute: '2-digit' } : { day: 'numeric', month: 'short' },
  );
  return `until ${format.format(until)}`;
}
