import type { Messages } from '../en/index.ts';

export const frame: Messages['frame'] = {
  tabs: 'Offene Wagen',
  carts: 'Wagen',
  openAnother: 'Weiteren Wagen öffnen',
  isBehind: 'hat Änderungen, die nur auf diesem Computer sind',
  closeTip: 'Schließen',
};
