import * as v from 'valibot';
import { windowTabsSchema } from '../../protocol/ipc.ts';
import { KeptFile, type KeptPlace } from '../profile/kept-file.ts';
import { Soon, type StartTimer } from '../profile/soon.ts';

const pixels = v.pipe(v.number(), v.safeInteger());
const keptWindow = v.object({
  windowId: v.pipe(v.string(), v.regex(/^[0-9a-z-]{1,64}$/i)),
  bounds: v.object({ x: pixels, y: pixels, width: pixels, height: pixels }),
  isMaximised: v.boolean(),
  tabs: windowTabsSchema,
});
const fileSchema = v.object({ windows: v.array(keptWindow) });

/** A window as it was, to be opened again. */
export type KeptWindow = v.InferOutput<typeof keptWindow>;

/** How long changes are gathered before they are written, in milliseconds: a window is moved by many small steps. */
const WRITE_AFTER_MS = 500;

export interface WindowKeeperOptions extends KeptPlace {
  readonly startTimer: StartTimer;
}

/** Remembers the windows that were open, where they were and what was in them, for the next start. */
export class WindowKeeper {
  /** The windows of the last time. */
  readonly restored: readonly KeptWindow[];
  readonly #file: KeptFile<v.InferOutput<typeof fileSchema>>;
  readonly #soon: Soon;
  #read: (() => readonly KeptWindow[]) | null = null;

  constructor({ file, now, startTimer, onProblem }: WindowKeeperOptions) {
    const parse = (value: unknown) => v.parse(fileSchema, value);
    this.#file = new KeptFile({ file, what: 'the places of the windows', parse, now, onProblem });
    this.restored = this.#file.read()?.windows ?? [];
    this.#soon = new Soon(() => this.#write(), WRITE_AFTER_MS, startTimer);
  }

  /** From now on keeps what this gives. */
  follow(read: () => readonly KeptWindow[]): void {
    this.#read = read;
  }

  /** To be called when a window was opened, closed, moved, or has other tabs. */
  changed(): void {
    if (this.#read) this.#soon.ask();
  }

  /** Writes what is still to be written. */
  flush(): void {
    this.#soon.now();
  }

  /** Keeps the windows as they are at this moment, whatever becomes of them now: the app quits. */
  finish(): void {
    this.#soon.ask();
    this.#soon.now();
    this.#read = null;
  }

  #write(): void {
    const windows = this.#read?.() ?? [];
    // With the last window the app ends: that one is to come back.
    if (windows.length > 0) this.#file.write({ windows: [...windows] });
  }
}
