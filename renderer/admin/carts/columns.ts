import type { TableColumn } from '../parts/table.ts';

/** Of the table of carts; keys as in `sort-carts.ts`. */
export const cartColumns: readonly TableColumn[] = (
  [
    { key: 'cart', title: 'Cart', track: 'minmax(7rem, 1.6fr)' },
    { key: 'lines', title: 'Lines', track: '3.25rem', align: 'end', hint: 'Lines in the cart now' },
    { key: 'units', title: 'Units', track: '3.75rem', align: 'end' },
    {
      key: 'total',
      title: 'Total',
      track: 'minmax(6.25rem, 1fr)',
      align: 'end',
      hint: 'Sorted by the number, whatever the currency',
    },
    { key: 'peers', title: 'People', track: '3.75rem', align: 'end', hint: 'Connected to the relay now' },
    {
      key: 'updated',
      title: 'At relay',
      track: '5.75rem',
      align: 'end',
      hint: 'When the relay last stored something of it',
    },
    {
      key: 'exported',
      title: 'In database',
      track: '5.75rem',
      align: 'end',
      hint: 'When it was last exported',
    },
    {
      key: 'unexported',
      title: 'To export',
      track: '4.75rem',
      align: 'end',
      hint: 'Operations that the relay has and the latest export had not',
    },
    { key: 'verdict', title: 'Verdict', track: '11.5rem', hint: 'Of the latest check that looked at it' },
  ] as const
).map((column) => ({ ...column, isSortable: true }));
