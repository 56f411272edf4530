import { createHash } from 'node:crypto';
import type { CartId, UserId } from '../../cart/ids.ts';
import { canonicalJson, type Json } from '../../cart/json.ts';
import type { Result } from '../../cart/result.ts';
import type { Refusal, RefusalCode } from '../../protocol/frames.ts';
import type { HttpErrorCode } from '../../protocol/http-errors.ts';
import type { Draft, Wording } from './cart-writer.ts';
import type { CartWriters } from './cart-writers.ts';
import { OPEN_GRANT, type Grant } from '../access/grant.ts';
import { failure, json, type Reply } from './http-reply.ts';
import type { KeptAnswer, KeyedRequest } from './kept-answers.ts';

/** Who writes on a relay where nobody is known by name. */
const ANYBODY = 'http' as UserId;

/** What somebody wants to be written. */
export interface WriteRequest {
  readonly cartId: CartId;
  readonly grant: Grant | null;
  /** With an `Idempotency-Key`. */
  readonly keyed: KeyedRequest | null;
  /** The operations that this comes to; they keep the answer themselves if it is keyed. */
  readonly word: (draft: Draft) => Result<Wording<unknown>, HttpErrorCode>;
}

/** Writes to a cart, and answers when that is durable, or with what it was answered before. */
export function writeDurably(
  writers: CartWriters,
  { cartId, grant, keyed, word }: WriteRequest,
): Promise<Reply> {
  return writers.use(cartId, async (writer) => {
    const user = grant?.user ?? ANYBODY;
    const known = keyed && writer.answers.find(user, keyed);
    if (known) return answerAgain(known, keyed);
    const written = writer.write(user, grant ?? OPEN_GRANT, word);
    if (!written.ok) {
      const { code, message } = written.refusal;
      return failure(code === 'too_large' ? 'order_too_large' : code, message);
    }
    const { answer, outcome } = written.value;
    const refusal = await outcome;
    return refusal ? notWritten(refusal) : json(answer);
  });
}

/** A request as its key names it; `null` without a key. */
export const keyedRequest = (key: string | undefined, path: string, body: Json): KeyedRequest | null =>
  key === undefined
    ? null
    : { key, path, fingerprint: createHash('sha256').update(canonicalJson(body)).digest('base64url') };

async function answerAgain(known: KeptAnswer, { fingerprint }: KeyedRequest): Promise<Reply> {
  if (known.fingerprint !== fingerprint) {
    return failure('key_reused', 'this Idempotency-Key was used for another request');
  }
  const refusal = await known.outcome;
  return refusal ? notWritten(refusal) : json(known.answer);
}

const errors: Partial<Record<RefusalCode, HttpErrorCode>> = {
  storage: 'storage',
  // What follows an operation that could not be stored looks like a gap.
  gap: 'storage',
  quota: 'quota',
  forbidden: 'forbidden',
};

function notWritten({ code, reason }: Refusal): Reply {
  const error = errors[code];
  if (!error) throw new Error(`an operation of ours was refused: ${code}: ${reason}`);
  return failure(error, reason, error === 'storage' ? { 'Retry-After': '1' } : {});
}
