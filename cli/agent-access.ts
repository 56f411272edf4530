import type { Logger } from 'pino';
import type { UserId } from '../cart/ids.ts';
import type { RelayLink } from '../protocol/relay-link.ts';
import { openTokenFile, readTokenFile, watchTokenFile, type ReadToken } from './token-file.ts';

/**
 * An agent's token: read from its file at the start, when the file changes, and when access has ended.
 *
 * A token of another user is not taken: the relay would refuse what this agent has written and will write.
 */
export class AgentAccess {
  readonly #path: string;
  readonly #logger: Logger;
  #current: ReadToken;

  /** Throws `UsageError` for a file without a token. */
  constructor(path: string, logger: Logger) {
    this.#current = openTokenFile(path);
    this.#path = path;
    this.#logger = logger;
  }

  get token(): string {
    return this.#current.token;
  }

  get user(): UserId {
    return this.#current.claims.sub;
  }

  /** Gives the connection each new token; returns the end of it. */
  follow(link: RelayLink): () => void {
    return watchTokenFile(this.#path, () => this.refresh(link));
  }

  /** Looks for a new token; the one that is there already changes nothing. */
  refresh(link: RelayLink): void {
    const read = readTokenFile(this.#path);
    if (!read.ok) {
      this.#logger.warn(`${read.refusal.message}; the one from before stays in use`);
      return;
    }
    const { token, claims } = read.value;
    if (token === this.token) return;
    if (claims.sub !== this.user) {
      this.#logger.error(
        `the new token is for "${claims.sub}" and not taken: this agent writes as "${this.user}" until it is started anew`,
      );
      return;
    }
    this.#current = read.value;
    this.#logger.info({ until: new Date(claims.exp * 1000).toISOString(), role: claims.role }, 'a new token');
    link.setToken(token);
  }
}
