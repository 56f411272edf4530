import { access } from './access.ts';
import { adding } from './adding.ts';
import { cart } from './cart.ts';
import { catalogue } from './catalogue.ts';
import { carts } from './carts.ts';
import { describe } from './describe.ts';
import { charts } from './charts.ts';
import { files } from './files.ts';
import { frame } from './frame.ts';
import { history } from './history.ts';
import { home } from './home.ts';
import { keys } from './keys.ts';
import { merge } from './merge.ts';
import { people } from './people.ts';
import { prices } from './prices.ts';
import { refusals } from './refusals.ts';
import { rows } from './rows.ts';
import { settings } from './settings.ts';
import { status } from './status.ts';

/** What the windows say, in English: a file for each part of them. */
export const en = {
  access,
  adding,
  cart,
  carts,
  catalogue,
  charts,
  describe,
  files,
  frame,
  history,
  home,
  keys,
  merge,
  people,
  prices,
  refusals,
  rows,
  settings,
  status,
};

/**
 * What every other language says too: the same files with the same names, and the compiler finds what is missing.
 * What is counted or put in is a function's argument.
 */
export type Messages = typeof en;
