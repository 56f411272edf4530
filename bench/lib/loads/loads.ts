import { crowd } from './crowd.ts';
import { fanOut } from './fan-out.ts';
import { idle } from './idle.ts';
import { joins } from './joins.ts';
import { largeCart } from './large-cart.ts';
import type { Figures } from './load.ts';
import { observed } from './observed.ts';
import { ring } from './ring.ts';
import { shopper } from './shopper.ts';
import { soak } from './soak.ts';
import { stream } from './stream.ts';

/** Every load there is, by name; each runs in a process of its own. */
export const loads = { crowd, fanOut, idle, joins, largeCart, observed, ring, shopper, soak, stream };

export type LoadName = keyof typeof loads;
export type LoadOptions<Name extends LoadName> = Parameters<(typeof loads)[Name]>[0];

export const isLoadName = (name: string): name is LoadName => Object.hasOwn(loads, name);

/** Runs a load in this process. The options come from the same build, so their shape is not checked. */
export const runLoad = (name: LoadName, options: unknown): Promise<Figures> =>
  (loads[name] as (options: unknown) => Promise<Figures>)(options);
