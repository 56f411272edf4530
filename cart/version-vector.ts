import { splitOpId, type OpId, type Sid } from './ids.ts';

/**
 * Which operations somebody had observed: for each session, the ordinal of its latest one.
 *
 * A session's operations reach everybody in order, so `{s: 5}` says that 1 … 5 of `s` were observed.
 */
export type VersionVector = Readonly<Record<Sid, number>>;

/** Whether the author of this vector had observed that operation. */
export const hasSeen = (seen: VersionVector, sid: Sid, n: number): boolean => (seen[sid] ?? 0) >= n;

/** A version vector under construction: it only grows. */
export class Horizon {
  readonly #latest = new Map<Sid, number>();

  /** Ordinal of the latest operation of that session within the horizon; 0 for none. */
  of(sid: Sid): number {
    return this.#latest.get(sid) ?? 0;
  }

  covers(id: OpId): boolean {
    const { sid, n } = splitOpId(id);
    return this.of(sid) >= n;
  }

  /** Takes in one operation and all earlier ones of its session. */
  include(sid: Sid, n: number): void {
    if (n > this.of(sid)) this.#latest.set(sid, n);
  }

  /** Takes in everything the vector has seen. */
  raise(seen: VersionVector): void {
    for (const [sid, n] of Object.entries(seen)) this.include(sid as Sid, n);
  }

  clear(): void {
    this.#latest.clear();
  }

  /** As plain JSON, sessions sorted, so that equal horizons read alike byte for byte. */
  toVersionVector(): VersionVector {
    return Object.fromEntries([...this.#latest].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
