import type { Clock } from '../../cart/hlc.ts';
import { atMoment } from './at-moment.ts';
import type { Authenticator } from './authenticator.ts';
import type { Grant } from './grant.ts';
import type { Cancel, Timers } from '../timers.ts';

export interface GrantWatchOptions {
  readonly authenticator: Authenticator;
  readonly clock: Clock;
  readonly timers: Timers;
}

/** Watches over what lasts longer than one answer: ends it when the grant it rests on has ended. */
export class GrantWatch {
  readonly #options: GrantWatchOptions;
  readonly #checks = new Set<() => void>();

  constructor(options: GrantWatchOptions) {
    this.#options = options;
    options.authenticator.onRevocation(() => {
      for (const check of [...this.#checks]) check();
    });
  }

  /**
   * Calls back once, with the reason in words: when the grant expires, in the tick in which it is taken back, or
   * at once if that has happened already.
   */
  watch(grant: Grant, onEnd: (reason: string) => void): Cancel {
    // Nobody's can be taken back, and it has no end.
    if (grant.tokenId === null) return () => undefined;
    const { clock, timers } = this.#options;
    const check = () => {
      const reason = this.#whyEnded(grant);
      if (reason === null) return;
      cancel();
      onEnd(reason);
    };
    const cancelExpiry = atMoment(grant.expiresAt, check, clock, timers);
    const cancel = () => {
      cancelExpiry();
      this.#checks.delete(check);
    };
    this.#checks.add(check);
    check();
    return cancel;
  }

  #whyEnded(grant: Grant): string | null {
    if (this.#options.authenticator.isRevoked(grant)) return 'the token has been revoked';
    return grant.expiresAt <= this.#options.clock() ? 'the token has expired' : null;
  }
}
