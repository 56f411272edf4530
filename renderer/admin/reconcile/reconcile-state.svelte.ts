import { SvelteMap } from 'svelte/reactivity';
import type { CartId, OpId } from '../../../cart/ids.ts';
import type { AdminResult } from '../../../protocol/admin/bridge.ts';
import type { ReconcileRequest } from '../../../protocol/admin/jobs.ts';
import type { RepairPlan } from '../../../protocol/repair-plan.ts';
import type { AdminDesk, JobOf } from '../frame/admin-desk.svelte.ts';
import { CartChoice } from '../parts/cart-choice.svelte.ts';
import { isSpent, repairOf, type MadePlan } from './made-plan.ts';
import { answerKey, openForRelay, withAnswers, type Keep } from './plan-answers.ts';

export type ReconcileTab = 'check' | 'plan' | 'repairs' | 'runs';

/** What somebody has chosen and decided on the page that reconciles, kept while other pages are shown. */
export class ReconcileState {
  readonly #desk: AdminDesk;
  readonly carts = new CartChoice();
  withDesktop = $state(true);
  tab = $state<ReconcileTab>('check');
  isTried = $state(false);
  #refusal = $state<string | null>(null);
  #isAsking = $state(false);
  #made = $state.raw<MadePlan | null>(null);
  readonly #answers = new SvelteMap<string, Keep>();

  constructor(desk: AdminDesk) {
    this.#desk = desk;
  }

  /** Why the latest wish was not granted; `null` if it was. */
  get refusal(): string | null {
    return this.#refusal;
  }

  /** Whether something runs that another check, plan or repair would have to wait for. */
  get isBusy(): boolean {
    const isRunning = (['reconcile', 'apply'] as const).some(
      (kind) => this.#desk.job(kind)?.status === 'running',
    );
    return this.#isAsking || isRunning;
  }

  /** The plan with its answers as they are now; `null` before one is made. */
  get plan(): RepairPlan | null {
    return this.#made && withAnswers(this.#made.plan, this.#answers);
  }

  /** The check that the plan was made of. */
  get planJobId(): number | null {
    return this.#made?.jobId ?? null;
  }

  /** The repair that was begun with this plan; `null` before there is one. */
  get planRepair(): JobOf<'apply'> | null {
    return repairOf(this.#made, this.#desk.job('apply'));
  }

  /** Whether the plan has come to an outcome, so that there is nothing more to do with it. */
  get isPlanSpent(): boolean {
    return isSpent(this.#made, this.#desk.job('apply'));
  }

  answer(cartId: CartId, opId: OpId, keep: Keep): void {
    this.#answers.set(answerKey(cartId, opId), keep);
  }

  /** Gives the relay's version to every open question that has one. */
  keepRelayEverywhere(): void {
    for (const key of this.plan ? openForRelay(this.plan) : []) this.#answers.set(key, 'relay');
  }

  /** What the form asks for; `null` while it names no cart. */
  get request(): ReconcileRequest | null {
    const { isAll, cartIds } = this.carts;
    if (!isAll && cartIds.length === 0) return null;
    return { cartIds: isAll ? null : [...cartIds], withDesktop: this.withDesktop };
  }

  async check(request: ReconcileRequest | null): Promise<void> {
    this.isTried = true;
    if (this.isBusy || request === null) return;
    this.isTried = false;
    this.tab = 'check';
    await this.#ask(() => this.#desk.bridge.startReconcile(request));
  }

  /** Checks again the carts that a plan was for. */
  async checkAgain(): Promise<void> {
    const cartIds = this.#made?.plan.carts.map(({ cartId }) => cartId) ?? [];
    const withDesktop = this.#desk.job('reconcile')?.request.withDesktop ?? this.withDesktop;
    await this.check({ cartIds: cartIds.length === 0 ? null : cartIds, withDesktop });
  }

  /** Makes a plan of what a check found, and shows it. */
  async makePlan(jobId: number): Promise<void> {
    if (this.isBusy) return;
    const plan = await this.#ask(() => this.#desk.bridge.makePlan(jobId));
    if (plan === null) return;
    this.#made = { plan, jobId, after: this.#desk.job('apply')?.jobId ?? -1 };
    this.#answers.clear();
    this.tab = 'plan';
  }

  async apply(): Promise<void> {
    const { plan } = this;
    if (this.isBusy || this.isPlanSpent || plan === null) return;
    await this.#ask(() => this.#desk.bridge.startApply(plan));
  }

  async #ask<T>(request: () => Promise<AdminResult<T>>): Promise<T | null> {
    this.#isAsking = true;
    this.#refusal = null;
    const answer = await request().finally(() => (this.#isAsking = false));
    if (answer.ok) return answer.value;
    this.#refusal = answer.refusal.message;
    this.#desk.noteProblem(answer.refusal.code);
    return null;
  }
}
