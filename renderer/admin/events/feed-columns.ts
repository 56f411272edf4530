import type { TableColumn } from '../parts/table.ts';

/** Where there is room everything stands in the row; elsewhere what is longest stands in its detail only. */
export const feedColumns = (isWide: boolean): readonly TableColumn[] => [
  { key: 'time', title: 'Stored', track: '7rem', hint: 'When the relay had it on disk' },
  { key: 'cart', title: 'Cart', track: isWide ? '11rem' : '7rem' },
  { key: 'who', title: 'Who', track: isWide ? '8rem' : '5rem' },
  { key: 'what', title: 'What', track: 'minmax(11rem, 1fr)' },
  {
    ...{ key: 'took', title: 'Took', track: isWide ? '7rem' : '5rem', align: 'end' },
    hint: 'From the hand that made it to the relay’s disk',
  },
  { key: 'op', title: 'Operation', track: isWide ? '13rem' : '5rem' },
  { key: 'position', title: 'Position', track: '5rem', align: 'end', hint: 'Its place in the relay’s log' },
];
