import { Catalogue } from './catalogue.svelte.ts';

let catalogue: Catalogue | null = null;

/** The one catalogue of the page: all its carts search in it, and it is read once. */
export function pageCatalogue(): Catalogue {
  catalogue ??= new Catalogue({
    indexedDB,
    channel: new BroadcastChannel('trolley-catalogue'),
    now: Date.now,
  });
  return catalogue;
}
