/** Charts, wherever they are shown. */
export const charts = {
  moments: (label: string) => `Moments of: ${label}`,
  bars: (label: string) => `Bars of: ${label}`,
  nothing: 'nothing',
  price: 'Price',
  cameWithProduct: 'came with the product',
  changed: 'changed',
  saleEnded: 'a sale ended',
};
