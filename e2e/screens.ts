import { accessScene } from './screens/access-scene.ts';
import { addingScene } from './screens/adding-scene.ts';
import { cartScene } from './screens/cart-scene.ts';
import { filesScene } from './screens/files-scene.ts';
import { firstScene, homeScene } from './screens/home-scene.ts';
import { mergedScene } from './screens/merged-scene.ts';
import { pricesScene } from './screens/prices-scene.ts';
import type { Scene } from './screens/screen.ts';
import { endedScene, refusedScene } from './screens/server-scene.ts';

/** Every page, state, dialog, popover and menu of the cart's window and the list of carts. */
export const scenes: readonly Scene[] = [
  firstScene,
  homeScene,
  cartScene,
  mergedScene,
  addingScene,
  pricesScene,
  filesScene,
  accessScene,
  endedScene,
  refusedScene,
];

/** Components that are to be seen only when something is wrong: the tests that force it look at them, too. */
export const photographed: Readonly<Record<string, string>> = {
  'status/ClockBanner': 'clock',
  'status/NewerBanner': 'newer',
  'status/LoadFailed': 'damaged',
  'status/LookOnly': 'look-only',
};
