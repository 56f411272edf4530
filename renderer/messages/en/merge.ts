import type { Who } from '../who.ts';
import { counted } from './counting.ts';
import { describe } from './describe.ts';

/** What is told when the work of people who were apart is put together. */
export const merge = {
  label: 'What was put together',
  /** "1 kept: Ben added it while Ana removed the rest." */
  kept: (units: string, isOne: boolean, keepers: readonly Who[], by: Who, wasEmptied: boolean) => {
    const names = describe.list(keepers.map(describe.nameOf));
    const what = isOne ? 'it' : 'them';
    const how = wasEmptied ? 'emptied the cart' : 'removed the rest';
    return `${units} kept: ${names.charAt(0).toUpperCase()}${names.slice(1)} added ${what} while ${describe.nameOf(by)} ${how}.`;
  },
  /** "Ben set 6", to be listed. */
  set: (who: Who, qty: string) => `${describe.nameOf(who)} set ${qty}`,
  used: (sets: readonly string[], qty: string) => `${sets.join(', ')}; ${qty} is used.`,
  use: (qty: string) => `Use ${qty}`,
  removeToo: 'Remove too',
  keep: 'Keep',
  keepOf: (name: string) => `Keep: ${name}`,
  removeOf: (name: string) => `Remove too: ${name}`,
  putAway: (name: string) => `Put this away: ${name}`,
  together: (count: number) => `${counted(count, { one: 'thing was', other: 'things were' })} put together`,
  show: 'Show',
  hide: 'Hide',
  putAllAway: 'Put all away',
};
