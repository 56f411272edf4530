import type { Messages } from '../en/index.ts';
import { counted } from './counting.ts';
import { byWhom, describe } from './describe.ts';

export const merge: Messages['merge'] = {
  label: 'Was zusammengeführt wurde',
  kept: (units, _isOne, keepers, by, wasEmptied) =>
    `${units} behalten: hinzugefügt ${describe.list(keepers.map(byWhom))}, während ${describe.nameOf(by)} ${wasEmptied ? 'den Wagen geleert' : 'den Rest herausgenommen'} ${by.isSelf ? 'habe' : 'hat'}.`,
  set: (who, qty) => `${describe.nameOf(who)}: ${qty}`,
  used: (sets, qty) => `Gleichzeitig eingetippt – ${sets.join(', ')}. Es gilt ${qty}.`,
  use: (qty) => `${qty} nehmen`,
  removeToo: 'Auch herausnehmen',
  keep: 'Behalten',
  keepOf: (name) => `Behalten: ${name}`,
  removeOf: (name) => `Auch herausnehmen: ${name}`,
  putAway: (name) => `Ausblenden: ${name}`,
  together: (count) => `${counted(count, { one: 'Sache wurde', other: 'Sachen wurden' })} zusammengeführt`,
  show: 'Anzeigen',
  hide: 'Verbergen',
  putAllAway: 'Alle ausblenden',
};
