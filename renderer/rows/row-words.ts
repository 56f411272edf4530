import type { DeliveryStage } from '../../cart/delivery.ts';
import type { UserId } from '../../cart/ids.ts';
import type { CartRow } from '../../cart/row.ts';
import { words } from '../messages/words.ts';
import { numberText } from '../shared/counting.ts';
import { moneyText } from '../shared/money-text.ts';
import { listNames } from '../shared/names.ts';

/** How far a row's changes have come. */
const stageWords: Readonly<Record<DeliveryStage, string>> = words.rows.stages;

/** The row in one breath, for screen readers. */
export function rowLabel(row: CartRow, stage: DeliveryStage, self: UserId): string {
  const { label } = words.rows;
  const parts = [
    row.name,
    ...Object.values(row.options),
    numberText(row.qty),
    row.total === null ? label.tooLarge : row.total === 0 ? label.noPrice : totalText(row, row.total),
    row.note === '' ? '' : label.note(row.note),
    row.contributors.length === 0 ? '' : label.addedBy(listNames(row.contributors, self)),
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
  return words.rows.until(format.format(until));
}
