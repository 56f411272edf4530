import type { UserId } from '../../cart/ids.ts';
import type { Clock } from '../../cart/hlc.ts';
import type { Revocation, RevocationRequest } from '../../protocol/http.ts';
import { MAX_TOKEN_SECONDS } from '../../protocol/token.ts';
import type { Grant } from './grant.ts';
import { CLOCK_TOLERANCE_SECONDS } from './tokens.ts';

/** Where revocations are kept. */
export interface RevocationStore {
  /** Rejects if what is stored cannot be read: nothing stored is the only way to have none. */
  load(): Promise<readonly Revocation[]>;
  /** Replaces what is stored. Resolves once it is durable; rejects if it is not, and the former still is. */
  save(revocations: readonly Revocation[]): Promise<void>;
}

export interface RevocationsOptions {
  readonly store: RevocationStore;
  readonly clock: Clock;
}

const TOLERANCE_MS = CLOCK_TOLERANCE_SECONDS * 1000;
/** After this nothing that was revoked could still be in force by itself. */
const KEEP_MS = MAX_TOKEN_SECONDS * 1000 + TOLERANCE_MS;

/**
 * The tokens that have been taken back: single ones by their id, and all that a user had been issued by then.
 *
 * Issuers write the time in whole seconds, by clocks that may be a little ahead. So that no older token
 * passes for a newer one, a user's next token is only good if issued some seconds after the revocation.
 */
export class Revocations {
  readonly #options: RevocationsOptions;
  readonly #tokens = new Map<string, number>();
  readonly #users = new Map<UserId, number>();
  readonly #listeners = new Set<() => void>();
  #saving: Promise<void> = Promise.resolve();
  #nextSave: Promise<void> | null = null;

  private constructor(options: RevocationsOptions) {
    this.#options = options;
  }

  /** Rejects if what is stored cannot be read. */
  static async open(options: RevocationsOptions): Promise<Revocations> {
    const revocations = new Revocations(options);
    for (const entry of await options.store.load()) revocations.#take(entry, Date.parse(entry.revokedAt));
    return revocations;
  }

  /** What is in force, the oldest first. */
  get list(): readonly Revocation[] {
    const oldest = this.#options.clock() - KEEP_MS;
    const entries = [
      ...[...this.#tokens].map(([tokenId, at]) => ({ tokenId, at })),
      ...[...this.#users].map(([user, at]) => ({ user, at })),
    ];
    return entries
      .filter(({ at }) => at >= oldest)
      .sort((a, b) => a.at - b.at)
      .map(({ at, ...what }) => ({ ...what, revokedAt: new Date(at).toISOString() }));
  }

  isRevoked({ tokenId, user, issuedAt }: Grant): boolean {
    if (tokenId !== null && this.#tokens.has(tokenId)) return true;
    const revokedAt = user === null ? undefined : this.#users.get(user);
    return revokedAt !== undefined && issuedAt <= revokedAt + TOLERANCE_MS;
  }

  /** Calls back at once whenever something is revoked. */
  onRevocation(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /**
   * Takes tokens back.
   *
   * That is in force when this returns, and durable when it resolves. If it could not be stored it rejects, but
   * stays in force, and is stored with the next one.
   */
  async revoke(request: RevocationRequest): Promise<Revocation> {
    const at = this.#take(request, this.#options.clock());
    for (const listener of this.#listeners) listener();
    await this.#save();
    return { ...request, revokedAt: new Date(at).toISOString() };
  }

  /** Gives the moment that counts: a token's first, as it can be revoked only once, and a user's last. */
  #take(request: RevocationRequest, now: number): number {
    if ('tokenId' in request) {
      const at = Math.min(now, this.#tokens.get(request.tokenId) ?? now);
      this.#tokens.set(request.tokenId, at);
      return at;
    }
    const at = Math.max(now, this.#users.get(request.user) ?? now);
    this.#users.set(request.user, at);
    return at;
  }

  /** Stores everything; what is revoked while a save runs shares the next. */
  #save(): Promise<void> {
    this.#nextSave ??= this.#saving
      .catch(() => undefined)
      .then(() => {
        this.#nextSave = null;
        this.#saving = this.#options.store.save(this.list);
        return this.#saving;
      });
    return this.#nextSave;
  }
}
