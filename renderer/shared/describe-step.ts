import type { HistoryEntry } from '../../cart/history.ts';
import type { HistoryStep } from '../../cart/history-step.ts';
import type { LineId } from '../../cart/ids.ts';
import { numberText } from './counting.ts';
import { deedOf, describeFate, sentenceOf, type Telling } from './describe.ts';

/** "Ben removed milk — 5 units": a step as one sentence without its full stop, however many lines it touched. */
export const describeStep = (step: HistoryStep, telling: Telling): string =>
  sentenceOf(step[0].by, stepDeed(step, telling), telling);

/** What became of it; `null` while it counts, or when not the same became of all of it. */
export function describeStepFate(step: HistoryStep, telling: Telling): string | null {
  const fates = new Set(step.map((entry) => describeFate(entry, telling)));
  return fates.size === 1 ? ([...fates][0] ?? null) : null;
}

function stepDeed(step: readonly HistoryEntry[], telling: Telling): string {
  const [first] = step as HistoryStep;
  if (step.length === 1) return deedOf(first, telling);
  if (first.kind === 'undo' || first.kind === 'redo') return takingBackDeed(first.kind, step, telling);
  return oneProductDeed(step, telling) ?? severalDeed(step, telling);
}

/** A step that takes back or brings back another one, all of which one person wrote. */
function takingBackDeed(kind: 'undo' | 'redo', step: readonly HistoryEntry[], telling: Telling): string {
  const targets = step
    .map(({ op }) => ('of' in op ? telling.entryOf(op.of) : undefined))
    .filter((target) => target !== undefined);
  const { texts } = telling;
  const verb = texts.takingBack[kind];
  if (targets.length < step.length) return texts.aStep(verb);
  const now = namesIn(step).size > 1 ? null : unitsOf(step);
  return texts.ofStep(
    verb,
    null,
    stepDeed(targets, telling),
    now === null || now.before === now.after ? null : numberText(now.after),
  );
}

/** What is done to one product, on however many lines; `null` for several products. */
function oneProductDeed(step: readonly HistoryEntry[], telling: Telling): string | null {
  const { texts } = telling;
  const [name, ...others] = namesIn(step);
  if (name === undefined || others.length > 0 || step.some(({ lineId }) => lineId === null)) return null;
  const adds = step.filter(({ kind }) => kind === 'add');
  const [added] = adds;
  // A note or a shelf that it was added with goes without saying.
  if (added && adds.length === 1 && step.every(({ lineId }) => lineId === added.lineId)) {
    return deedOf(added, telling);
  }
  const [first] = step as HistoryStep;
  if (step.every(({ kind }) => kind === 'inc' || kind === 'set' || kind === 'remove')) {
    const { before, after } = unitsOf(step);
    if (step.every(({ kind }) => kind === 'remove'))
      return texts.withUnits(texts.removed(name), before - after);
    return after === 0 ? texts.tookLast(name) : texts.changed(name, numberText(before), numberText(after));
  }
  return step.every(({ kind }) => kind === first.kind && kind !== 'add') ? deedOf(first, telling) : null;
}

/** "added 3 products, took out 2 products". */
function severalDeed(step: readonly HistoryEntry[], { texts }: Telling): string {
  const named = (entries: readonly HistoryEntry[]) => namesIn(entries);
  const added = named(step.filter(({ kind }) => kind === 'add'));
  const removed = named(step.filter(({ kind }) => kind === 'remove'));
  const changed = named(step.filter(({ kind }) => kind !== 'add' && kind !== 'remove' && kind !== 'place'));
  const isNew = (name: string) => !added.has(name) && !removed.has(name);
  const deeds = [
    ...(added.size > 0 ? [texts.addedProducts(added.size)] : []),
    ...(removed.size > 0 ? [texts.removedProducts(removed.size)] : []),
    ...([...changed].some(isNew) ? [texts.changedProducts([...changed].filter(isNew).length)] : []),
  ];
  return deeds.length === 0 ? texts.didSeveral(step.length) : texts.didTogether(deeds);
}

const namesIn = (step: readonly HistoryEntry[]): ReadonlySet<string> =>
  new Set(step.map(({ productName }) => productName).filter((name) => name !== null));

/** Units on the lines of a step before its first operation and after its last. */
export function unitsOf(step: readonly HistoryEntry[]): { readonly before: number; readonly after: number } {
  const lines = new Map<LineId | null, { before: number; after: number }>();
  for (const { lineId, before, after } of step) {
    lines.set(lineId, { before: lines.get(lineId)?.before ?? before, after });
  }
  const sum = (side: 'before' | 'after') =>
    [...lines.values()].reduce((total, line) => total + line[side], 0);
  return { before: sum('before'), after: sum('after') };
}
