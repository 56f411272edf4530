import * as v from 'valibot';
import type { UserId } from '../../cart/ids.ts';
import type { Json } from '../../cart/json.ts';
import type { Refusal } from '../../protocol/frames.ts';
import { idempotencyKey, itemLine, order } from '../../protocol/items.ts';

/** A request as its `Idempotency-Key` names it. */
export interface KeyedRequest {
  readonly key: string;
  /** What it asked for: a method and a path below the cart's. */
  readonly path: string;
  /** The same for the same request only. */
  readonly fingerprint: string;
}

/** What a request with a key was answered. */
export interface KeptAnswer {
  readonly fingerprint: string;
  readonly answer: unknown;
  /** What becomes of the operation that keeps it; `null` once it is durable. */
  readonly outcome: Promise<Refusal | null> | null;
}

/** The field of an operation that keeps the answer to the request it came from. */
const answeredField = v.object({
  key: idempotencyKey,
  path: v.string(),
  fingerprint: v.string(),
  /** Of a checkout it is the operation's `order`. */
  line: v.exactOptional(itemLine),
});

const keptOp = v.object({
  by: v.string(),
  answered: answeredField,
  order: v.exactOptional(order),
});

/**
 * What requests with an `Idempotency-Key` were answered, read from the cart's own operations.
 *
 * An operation and the answer that it was given are one and the same record, so that there is never one without
 * the other. Whoever wrote the operation could have written anything into it: what does not read as an answer
 * is none, and keys are each user's own.
 */
export class KeptAnswers {
  readonly #answers = new Map<string, KeptAnswer>();

  find(user: UserId, { key, path }: KeyedRequest): KeptAnswer | null {
    return this.#answers.get(nameOf(user, path, key)) ?? null;
  }

  /** Takes note of an operation, if it keeps an answer. */
  take(op: unknown, outcome: KeptAnswer['outcome'] = null): void {
    if (typeof op !== 'object' || op === null || !('answered' in op)) return;
    const parsed = v.safeParse(keptOp, op);
    if (!parsed.success) return;
    const { by, answered, order: kept } = parsed.output;
    const answer = answered.line ?? kept;
    const name = nameOf(by, answered.path, answered.key);
    if (answer === undefined || this.#answers.has(name)) return;
    this.#answers.set(name, { fingerprint: answered.fingerprint, answer, outcome });
  }
}

/** What to keep with an operation. */
export const answeredWith = (
  { key, path, fingerprint }: KeyedRequest,
  line: Json | null,
): Readonly<Record<string, Json>> => ({
  answered: { key, path, fingerprint, ...(line !== null && { line }) },
});

const nameOf = (user: string, path: string, key: string): string => JSON.stringify([user, path, key]);
