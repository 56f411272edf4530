import { followsAtOnce, type HybridClock, type Timestamp } from './hlc.ts';
import { createSid, opId, splitOpId, type OpId, type RandomBytes, type Sid, type UserId } from './ids.ts';
import { parseOp, type Op } from './op.ts';
import { compareText } from './place.ts';
import type { VersionVector } from './version-vector.ts';

export interface RestampOptions {
  /** Whose they are; others' are not ours to do again. */
  readonly user: UserId;
  /** Gives the new times: it has observed everything that the operations are to come after. */
  readonly clock: HybridClock;
  readonly randomBytes: RandomBytes;
}

/** The operations of one new session, from its first on. */
export type RestampedSession = readonly (readonly [OpId, unknown])[];

/**
 * The same operations as if they were done now, in the same order: under new ids, with what they say of each other
 * said of the new ones. A session of old becomes a new one, so that what each had seen stays exact.
 *
 * For operations that nobody else has and that nobody would take with their times of years ahead. Gives `null` when
 * that cannot be done without changing what they mean: one is somebody else's, of a later version, or malformed, or
 * one between them is missing.
 */
export function restamp(
  ops: ReadonlyMap<OpId, unknown>,
  { user, clock, randomBytes }: RestampOptions,
): readonly RestampedSession[] | null {
  const known: KnownOp[] = [];
  for (const [id, value] of ops) {
    const parsed = parseOp(id, value);
    if (parsed.status !== 'known' || parsed.op.by !== user) return null;
    known.push({ id, op: parsed.op, ...splitOpId(id) });
  }
  const sessions = renamed(known, randomBytes);
  if (sessions === null) return null;
  const newIdOf = (id: OpId): OpId => {
    if (!ops.has(id)) return id;
    const { sid, n } = splitOpId(id);
    const { next, before } = sessions.get(sid) as Renamed;
    return opId(next, n - before);
  };
  const written = new Map<Sid, (readonly [OpId, unknown])[]>();
  let previous: Timestamp | null = null;
  for (const { id, sid, op } of known.sort(inOrder)) {
    const at = previous !== null && followsAtOnce(previous, op.at) ? clock.nextAtOnce() : clock.next();
    previous = op.at;
    const list = written.get(sid) ?? [];
    list.push([newIdOf(id), rewritten(op, at, newIdOf, sessions)]);
    written.set(sid, list);
  }
  return [...written.values()];
}

interface KnownOp {
  readonly id: OpId;
  readonly sid: Sid;
  readonly n: number;
  readonly op: Op;
}

/** A session's new id, and how many of its operations others have, under the old one. */
interface Renamed {
  readonly next: Sid;
  readonly before: number;
}

function renamed(ops: readonly KnownOp[], randomBytes: RandomBytes): ReadonlyMap<Sid, Renamed> | null {
  const numbers = new Map<Sid, number[]>();
  for (const { sid, n } of ops) {
    const all = numbers.get(sid) ?? [];
    all.push(n);
    numbers.set(sid, all);
  }
  const sessions = new Map<Sid, Renamed>();
  for (const [sid, all] of numbers) {
    all.sort((a, b) => a - b);
    const [first = 1] = all;
    if (all.some((n, index) => n !== first + index)) return null;
    sessions.set(sid, { next: createSid(randomBytes), before: first - 1 });
  }
  return sessions;
}

/** By time, as the clock had it; of one session that is the order in which they were made. */
const inOrder = (a: KnownOp, b: KnownOp): number =>
  compareText(a.op.at, b.op.at) || compareText(a.sid, b.sid) || a.n - b.n;

function rewritten(
  op: Op,
  at: Timestamp,
  newIdOf: (id: OpId) => OpId,
  sessions: ReadonlyMap<Sid, Renamed>,
): unknown {
  return {
    ...{ ...op, at },
    ...('line' in op ? { line: newIdOf(op.line) } : {}),
    ...('of' in op ? { of: newIdOf(op.of) } : {}),
    ...('seen' in op ? { seen: seenAnew(op.seen, sessions) } : {}),
  };
}

/** Of a renamed session, what others have was seen under its old name and the rest under its new one. */
function seenAnew(seen: VersionVector, sessions: ReadonlyMap<Sid, Renamed>): VersionVector {
  const anew: Record<string, number> = {};
  for (const [sid, n] of Object.entries(seen)) {
    const session = sessions.get(sid as Sid);
    const before = Math.min(n, session?.before ?? n);
    if (before > 0) anew[sid] = before;
    if (session && n > session.before) anew[session.next] = n - session.before;
  }
  return anew;
}
