import { addRows } from '../../cart/add-rows.ts';
import type { HistoryEntry } from '../../cart/history.ts';
import { stepsOf, type HistoryStep } from '../../cart/history-step.ts';
import { planRestore, type RestorePlan } from '../../cart/restore-plan.ts';
import { restoreVersion } from '../../cart/restore-version.ts';
import { takenOut } from '../../cart/taken-out.ts';
import type { CartDesk } from '../cart/cart-desk.svelte.ts';
import { words } from '../messages/words.ts';
import { numberText } from '../shared/counting.ts';
import { tellingOf, type Telling } from '../shared/describe.ts';
import { TimeTravel } from '../shared/time-travel.ts';
import { dayKey } from './history-days.ts';
import { momentText } from '../shared/moment-text.ts';

const whenIdle = (run: () => void): void => void requestIdleCallback(run, { timeout: 200 });

/** What somebody sees of the history while they are away in the past: as it was when they left. */
interface Journey {
  readonly entries: readonly HistoryEntry[];
  readonly steps: readonly HistoryStep[];
  /** How many operations there are up to the end of each step. */
  readonly ends: readonly number[];
  readonly travel: TimeTravel;
  /** After so many steps. */
  readonly position: number;
}

/**
 * Shows the cart as it was, after any of its steps, and brings a version of it back.
 *
 * While somebody looks at the past, what others do is counted and not shown.
 */
export class TimeMachine {
  readonly #desk: CartDesk;
  #journey = $state.raw<Journey | null>(null);

  readonly #entries = $derived.by(() => this.#journey?.entries ?? this.#desk.session.history());
  /** All that was done, oldest first; of a journey, what was done before it. */
  readonly steps = $derived.by(() => this.#journey?.steps ?? stepsOf(this.#entries));
  readonly telling: Telling = $derived.by(() => tellingOf(this.#entries, this.#desk.session.user));

  constructor(desk: CartDesk) {
    this.#desk = desk;
  }

  get isAway(): boolean {
    return this.#journey !== null;
  }

  /** How many steps have been done at the moment that is shown; all of them for now. */
  get position(): number {
    return this.#journey?.position ?? this.steps.length;
  }

  /** The step that is shown as the latest; `undefined` before the first. */
  get latest(): HistoryStep | undefined {
    return this.steps[this.position - 1];
  }

  /** Operations that have come in since somebody went away. */
  get newSince(): number {
    return this.#journey ? this.#desk.session.history().length - this.#journey.entries.length : 0;
  }

  /** Whether what is shown can be brought back by whoever looks. */
  get canRestore(): boolean {
    return this.isAway && this.#desk.session.access.canChange;
  }

  /** Shows the cart after so many steps; after all of them as it is now. */
  go(position: number): void {
    const to = Math.max(0, position);
    if (to >= this.steps.length) {
      this.back();
      return;
    }
    const journey = { ...(this.#journey ?? this.#depart()), position: to };
    const view = journey.travel.viewAt(endOf(journey, to));
    this.#journey = journey;
    this.#desk.edit = null;
    this.#desk.dismissNotice();
    this.#desk.past = { view, at: journey.travel.momentOf(endOf(journey, to)) };
  }

  /** Shows the cart after this step. */
  goTo(step: HistoryStep): void {
    const position = this.steps.findIndex(([first]) => first.id === step[0].id) + 1;
    this.go(position);
    this.#desk.spoken = this.isAway ? words.history.past(momentText(step[0].time)) : words.history.isNow;
  }

  /** To the end of the day before, or of the day after; to now from the last day. */
  goByDay(by: -1 | 1): void {
    this.go(positionByDay(this.steps, this.position, by));
  }

  back(): void {
    if (!this.#journey) return;
    this.#desk.spoken = words.history.isNow;
    this.#journey.travel.stop();
    this.#journey = null;
    this.#desk.past = null;
  }

  /** What would change if the version that is shown were brought back now. */
  plan(): RestorePlan | null {
    const { past, session } = this.#desk;
    return past && planRestore(session.view, past.view);
  }

  /** Brings back the version that is shown, as one step, and shows the cart as it is now. */
  restore(): void {
    const { past } = this.#desk;
    if (!past || !this.canRestore) return;
    this.back();
    const problem = this.#desk.carryOut((now, nextId) => restoreVersion(now, past.view, nextId), null);
    if (problem !== null) this.#desk.report(problem);
    else if (past.at === 0) this.#desk.confirm(words.history.restoredEmpty);
    else this.#desk.confirm(words.history.restored(momentText(past.at)));
  }

  /** Adds again what a step took out, as it was then. */
  putBack(step: HistoryStep): void {
    const journey = this.#depart();
    const index = journey.steps.findIndex(([first]) => first.id === step[0].id);
    const before = journey.travel.viewAt(endOf(journey, index));
    const rows = takenOut(before, journey.travel.viewAt(endOf(journey, index + 1)));
    journey.travel.stop();
    const [only, ...others] = rows;
    if (!only) {
      this.#desk.report(words.history.nothingToPutBack);
      return;
    }
    const again = rows.map(({ productId: id, name, options, ...row }) => ({
      ...row,
      product: Object.keys(options).length === 0 ? { id, name } : { id, name, options },
    }));
    const problem = this.#desk.carryOut((fold, nextId) => addRows(fold, again, nextId), null);
    if (problem !== null) this.#desk.report(problem);
    else if (others.length > 0) this.#desk.confirm(words.history.areBack(rows.length));
    else this.#desk.confirm(words.history.isBack(numberText(only.qty), only.name));
  }

  #depart(): Journey {
    const entries = this.#desk.session.history();
    const steps = stepsOf(entries);
    let end = 0;
    return {
      ...{ entries, steps, position: steps.length },
      ends: steps.map((step) => (end += step.length)),
      travel: new TimeTravel(
        entries.map(({ id, op }) => ({ id, ...op })),
        whenIdle,
      ),
    };
  }
}

const endOf = ({ ends }: Journey, position: number): number =>
  position === 0 ? 0 : (ends[position - 1] ?? 0);

function positionByDay(steps: readonly HistoryStep[], position: number, by: -1 | 1): number {
  const dayAt = (at: number): string => dayKey(steps[at - 1]?.[0].time ?? 0);
  const today = dayAt(position);
  let to = position;
  if (by < 0) {
    while (to > 0 && dayAt(to) === today) to -= 1;
    return to;
  }
  while (to < steps.length && (to === position || dayAt(to + 1) === dayAt(to))) to += 1;
  return to;
}
