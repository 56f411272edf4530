import { reasonOf, type Refusal } from '../../../cart/result.ts';
import type { AdminProblem } from '../../../protocol/admin/bridge.ts';
import type { RelayHealth } from '../../../protocol/admin/relay.ts';
import type { AdminDesk } from '../frame/admin-desk.svelte.ts';
import { conditionOf, withReading } from './relay-readings.ts';
import { conditionWords } from './relay-words.ts';

/** So often the relay is asked while somebody looks, in milliseconds. */
const INTERVAL = 5_000;

/** How the relay was each time it was asked. What was read stays while another page is shown. */
export class RelayWatch {
  readonly #desk: AdminDesk;
  #readings = $state.raw<readonly RelayHealth[]>([]);
  #refusal = $state.raw<Refusal<AdminProblem> | null>(null);
  #isAsking = $state(false);

  constructor(desk: AdminDesk) {
    this.#desk = desk;
  }

  /** The oldest first. */
  get readings(): readonly RelayHealth[] {
    return this.#readings;
  }

  get latest(): RelayHealth | null {
    return this.#readings.at(-1) ?? null;
  }

  /** The latest that said something of itself: its figures stay in sight when it goes away. */
  get latestAnswer(): (RelayHealth & { readonly status: 'answering' }) | null {
    return this.#readings.findLast((reading) => reading.status === 'answering') ?? null;
  }

  /** Why it could not even be asked. */
  get refusal(): Refusal<AdminProblem> | null {
    return this.#refusal;
  }

  get isAsking(): boolean {
    return this.#isAsking;
  }

  /** Asks now and again and again, but not while the window is out of sight; gives what ends it. */
  start(): () => void {
    void this.ask();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void this.ask();
    }, INTERVAL);
    return () => clearInterval(timer);
  }

  /** Asks once; one question at a time, however slow the answer. */
  async ask(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    const answer = await this.#desk.bridge.checkRelay().catch((thrown: unknown) => ({
      ok: false as const,
      refusal: { code: 'invalid' as const, message: reasonOf(thrown) },
    }));
    this.#isAsking = false;
    if (answer.ok) this.#take(answer.value);
    else {
      this.#refusal = answer.refusal;
      this.#desk.noteProblem(answer.refusal.code);
    }
  }

  #take(reading: RelayHealth): void {
    const { latest } = this;
    this.#refusal = null;
    this.#readings = withReading(this.#readings, reading);
    if (latest && conditionOf(latest) !== conditionOf(reading)) {
      this.#desk.say(`The relay: ${conditionWords(reading).title}`);
    }
  }
}
