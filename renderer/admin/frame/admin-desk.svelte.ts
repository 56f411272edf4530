import { SvelteMap } from 'svelte/reactivity';
import type { AdminBridge, AdminProblem, AdminResult, AdminSetup } from '../../../protocol/admin/bridge.ts';
import type { DatabaseInfo } from '../../../protocol/admin/database.ts';
import type { Job } from '../../../protocol/admin/jobs.ts';
import type { AccessInfo, Unsubscribe } from '../../../protocol/ipc.ts';
import { EVERY_CART } from '../../../protocol/token.ts';
import { Loading } from '../parts/loading.svelte.ts';
import type { Place } from './place.ts';

export type JobOf<Kind extends Job['kind']> = Extract<Job, { readonly kind: Kind }>;

/**
 * What the pages of the admin window share: the way to the main process, what it told, and where we are.
 *
 * There is one for as long as the window is open. What its getters give can be followed.
 */
export class AdminDesk {
  readonly bridge: AdminBridge;
  readonly setup: AdminSetup;

  /** The latest of each kind that this window has heard of. */
  readonly #jobs = new SvelteMap<Job['kind'], Job>();
  readonly #kept = new WeakMap<object, unknown>();
  readonly #roots: (() => void)[] = [];
  readonly #unsubscribes: readonly Unsubscribe[];
  #access: AccessInfo = $state.raw() as AccessInfo;
  #database: DatabaseInfo = $state.raw() as DatabaseInfo;
  #places = $state.raw<readonly Place[]>([{ name: 'carts' }]);
  #isTurnedAway = $state(false);
  #spoken = $state('');

  static async open(bridge: AdminBridge): Promise<AdminDesk> {
    const [setup, jobs, database] = await Promise.all([
      bridge.getSetup(),
      bridge.listJobs(),
      bridge.getDatabase(),
    ]);
    return new AdminDesk(bridge, setup, jobs, database);
  }

  private constructor(bridge: AdminBridge, setup: AdminSetup, jobs: readonly Job[], database: DatabaseInfo) {
    this.bridge = bridge;
    this.setup = setup;
    this.#access = setup.access;
    this.#database = database;
    for (const job of jobs) this.#take(job);
    this.#unsubscribes = [
      bridge.onAccessChanged((access) => {
        this.#access = access;
        this.#isTurnedAway = false;
      }),
      bridge.onJobChanged((job) => this.#take(job)),
      bridge.onDatabaseChanged((info) => (this.#database = info)),
    ];
  }

  close(): void {
    for (const end of [...this.#unsubscribes, ...this.#roots]) end();
  }

  get access(): AccessInfo {
    return this.#access;
  }

  /** Whether the relay lets an admin in, as far as is known: by what the code says, and by what the relay said. */
  get mayEnter(): boolean {
    const { claims } = this.#access;
    const isForAdmin = claims === null || (claims.role === 'admin' && claims.aud === EVERY_CART);
    return isForAdmin && !this.#isTurnedAway;
  }

  get database(): DatabaseInfo {
    return this.#database;
  }

  /** The latest of its kind, running or not; `null` if there was none. */
  job<Kind extends Job['kind']>(kind: Kind): JobOf<Kind> | null {
    return (this.#jobs.get(kind) ?? null) as JobOf<Kind> | null;
  }

  get place(): Place {
    return this.#places.at(-1) as Place;
  }

  get canGoBack(): boolean {
    return this.#places.length > 1;
  }

  go(place: Place): void {
    this.#places = [...this.#places, place].slice(-50);
  }

  goBack(): void {
    if (this.canGoBack) this.#places = this.#places.slice(0, -1);
  }

  /** What is to be read aloud once, politely. */
  get spoken(): string {
    return this.#spoken;
  }

  say(text: string): void {
    this.#spoken = text;
  }

  /** A request of a page. If the relay turns us away, the window says so in the place of all pages. */
  loading<T>(ask: () => Promise<AdminResult<T>>): Loading<T> {
    return new Loading(ask, (problem) => this.noteProblem(problem));
  }

  /** To be told of refusals to requests that are not made by `loading`. */
  noteProblem(problem: AdminProblem): void {
    if (problem === 'no_access') this.#isTurnedAway = true;
  }

  /**
   * State of a page that outlives its being shown: made when it is first asked for, one of each class.
   *
   * It is made in a root of its own: what it derives would otherwise end with the page that asked first.
   */
  keep<T>(maker: new (desk: AdminDesk) => T): T {
    const known = this.#kept.get(maker);
    if (known !== undefined) return known as T;
    let made: T | undefined;
    this.#roots.push($effect.root(() => void (made = new maker(this))));
    this.#kept.set(maker, made);
    return made as T;
  }

  #take(job: Job): void {
    const known = this.#jobs.get(job.kind);
    if (!known || known.jobId <= job.jobId) this.#jobs.set(job.kind, job);
  }
}
