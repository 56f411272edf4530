/** The tabs of a window. */
export const frame = {
  /** The row of tabs, for screen readers. */
  tabs: 'Open carts',
  carts: 'Carts',
  openAnother: 'Open another cart',
  /** Of a tab whose cart has changes that are on this computer only. */
  isBehind: 'has changes that are only on this computer',
  closeTip: 'Close',
};
