import { Random } from '../../cart/testing/random.ts';
import { awarenessFrame, syncStep2Frame, updateFrame } from '../../protocol/relay-frame.ts';
import { forgePresence, forgeUpdate, type Knowledge } from './forge-update.ts';
import { FuzzWorld } from './fuzz-world.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { seedFrames } from './seed-frames.ts';

export interface FuzzOptions {
  readonly cases: number;
  readonly seed: number;
  /** After each cart, with the cases so far. */
  readonly onWorld?: (done: number) => void;
}

export interface FuzzReport {
  readonly seed: number;
  readonly cases: number;
  /** How often a message came to what. */
  readonly outcomes: ReadonlyMap<string, number>;
  /** Messages kept because they were the first to come to something. */
  readonly corpus: number;
  /** What should never happen; nothing else counts. */
  readonly faults: readonly string[];
}

/** Messages to one cart before another is begun. */
const CASES_PER_WORLD = 4_000;
/** Messages from one settling to the next. */
const CASES_PER_SETTLING = 50;
const MAX_CORPUS = 2_000;
const MAX_FAULTS = 20;

/**
 * Sends a room messages that nobody should, and looks whether anybody is harmed.
 *
 * Half are bytes that were changed: of valid frames, and of whatever was the first to come to an outcome not seen
 * before, which is how it finds its way past the first check. The others are put together field by field
 * from what an attacker can know. Every second cart is one where people are known by name.
 */
export async function fuzzRoom({ cases, seed, onWorld }: FuzzOptions): Promise<FuzzReport> {
  const random = new Random(seed);
  const corpus: Uint8Array[] = [...seedFrames()];
  const outcomes = new Map<string, number>();
  const faults: string[] = [];
  let done = 0;
  for (let worlds = 0; done < cases && faults.length < MAX_FAULTS; worlds++) {
    const world = new FuzzWorld(random, worlds % 2 === 1);
    const end = Math.min(cases, done + CASES_PER_WORLD);
    try {
      while (done < end) {
        const { knowledge } = world;
        for (let i = 0; i < CASES_PER_SETTLING && done < end; i++, done++) {
          const frame = nextFrame(random, corpus, knowledge);
          const outcome = world.attack(frame);
          const before = outcomes.get(outcome) ?? 0;
          outcomes.set(outcome, before + 1);
          if (before === 0 && corpus.length < MAX_CORPUS) corpus.push(frame);
        }
        faults.push(...(await world.settle()));
      }
      faults.push(...world.finish());
    } catch (error) {
      faults.push(`case ${done}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      done = end;
    } finally {
      world.end();
    }
    onWorld?.(done);
  }
  return { seed, cases: done, outcomes, corpus: corpus.length, faults: faults.slice(0, MAX_FAULTS) };
}

function nextFrame(random: Random, corpus: readonly Uint8Array[], knowledge: Knowledge): Uint8Array {
  switch (random.below(10)) {
    case 0:
      return random.bytes(random.below(64));
    case 1:
      return random.pick(corpus);
    case 2:
    case 3:
    case 4:
      return mutateBytes(random.pick(corpus), random, random.pick(corpus));
    case 5:
      return awarenessFrame(forgePresence(random, knowledge));
    case 6:
      return mutateBytes(updateFrame(forgeUpdate(random, knowledge)), random, random.pick(corpus));
    case 7:
      return syncStep2Frame(forgeUpdate(random, knowledge));
    default:
      return updateFrame(forgeUpdate(random, knowledge));
  }
}
