import type { Messages } from '../en/index.ts';

export const charts: Messages['charts'] = {
  moments: (label) => `Zeitpunkte: ${label}`,
  bars: (label) => `Balken: ${label}`,
  nothing: 'nichts',
  price: 'Preis',
  cameWithProduct: 'mit dem Produkt',
  changed: 'geändert',
  saleEnded: 'Angebot beendet',
};
