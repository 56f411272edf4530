import type { IncomingHttpHeaders } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import { refuse, type Result } from '../../cart/result.ts';
import { closeCodes, type CloseCode } from '../../protocol/close-codes.ts';
import type { Limits } from '../../protocol/limits.ts';
import type { Authenticator } from './authenticator.ts';
import type { Grant } from './grant.ts';
import { offeredToken } from './offered-token.ts';
import type { Timers } from '../timers.ts';

export interface EntranceOptions {
  readonly authenticator: Authenticator;
  readonly timers: Timers;
  readonly limits: Limits;
  readonly logger: Logger;
}

/** A connection that is not anybody's yet. */
export interface Visitor {
  readonly socket: WebSocket;
  /** What the WebSocket runs on. */
  readonly stream: Duplex;
  /** Names it in logs. */
  readonly name: string;
  /** Where it comes from. */
  readonly address: string;
  readonly headers: IncomingHttpHeaders;
}

/**
 * Where connections are until it is known who they are, and where those turned away are until they have gone.
 *
 * Nothing is read from the former, so what they send waits in the network. There can only be so many of both:
 * further ones are asked to come back, and those that do not go by themselves are cut off.
 */
export class Entrance {
  readonly #options: EntranceOptions;
  readonly #checking = new Set<WebSocket>();
  readonly #leaving = new Set<WebSocket>();

  constructor(options: EntranceOptions) {
    this.#options = options;
  }

  get isFull(): boolean {
    return this.#checking.size >= this.#options.limits.maxAuthenticating;
  }

  /** What a visitor may do; `null` after turning it away. It stays paused. */
  async admit(visitor: Visitor): Promise<Grant | null> {
    const { timers, limits } = this.#options;
    const { socket } = visitor;
    socket.pause();
    this.#checking.add(socket);
    const cancelDeadline = timers.after(limits.authenticateMs, () =>
      this.turnAway(visitor, closeCodes.unavailable, 'it took too long to find out who you are'),
    );
    const authentication = await this.#authenticate(visitor);
    cancelDeadline();
    this.#checking.delete(socket);
    if (socket.readyState !== socket.OPEN) return null;
    if (authentication?.ok) return authentication.value;
    if (authentication === null) this.turnAway(visitor, closeCodes.unavailable, 'internal error');
    else this.turnAway(visitor, closeCodes.unauthorised, authentication.refusal.message);
    return null;
  }

  /** Says why and goodbye. The token is in neither: a reason is a sentence of ours. */
  turnAway({ socket, name }: Visitor, code: CloseCode, reason: string): void {
    const { timers, limits, logger } = this.#options;
    logger.warn({ peer: name, code, reason }, 'turned away');
    this.#checking.delete(socket);
    this.#leaving.add(socket);
    const cancelEnd = timers.after(limits.closeMs, () => socket.terminate());
    socket.once('close', () => {
      cancelEnd();
      this.#leaving.delete(socket);
    });
    // Its goodbye has to be read.
    socket.resume();
    socket.close(code, reason);
    if (this.#leaving.size > limits.maxTurnedAway) {
      for (const oldest of this.#leaving) {
        oldest.terminate();
        this.#leaving.delete(oldest);
        break;
      }
    }
  }

  /** Ends everybody here. */
  close(): void {
    for (const socket of [...this.#checking, ...this.#leaving]) socket.terminate();
  }

  async #authenticate({ headers, name }: Visitor): Promise<Result<Grant, 'unauthorised'> | null> {
    const { authenticator, logger } = this.#options;
    const offered = offeredToken(headers);
    if (offered.status === 'several' && authenticator.needsToken) {
      return refuse('unauthorised', 'more than one token was offered');
    }
    try {
      return await authenticator.authenticate(offered.status === 'one' ? offered.token : null);
    } catch (error) {
      logger.error({ peer: name, err: error }, 'a token could not be checked');
      return null;
    }
  }
}
