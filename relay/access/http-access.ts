import type { IncomingMessage } from 'node:http';
import type { CartId } from '../../cart/ids.ts';
import { EVERY_CART, type Role } from '../../protocol/token.ts';
import type { Authenticator } from './authenticator.ts';
import type { GrantWatch } from './grant-watch.ts';
import { hasRole, reaches, type Grant } from './grant.ts';
import { whyNotFromThere } from './request-source.ts';

/** What a request needs: a role at one cart, or at all of them when none is named. */
export interface Need {
  readonly role: Role;
  readonly cartId?: CartId;
}

export interface Denial {
  readonly ok: false;
  readonly status: 401 | 403;
  readonly code: 'unauthorised' | 'forbidden';
  /** For whoever asked. */
  readonly message: string;
}

export type Access = { readonly ok: true; readonly grant: Grant } | Denial;

export interface HttpAccess {
  /** Judges where a request comes from. To be asked first, for every request, also those open to all. */
  whyRefused(request: Pick<IncomingMessage, 'headers'>): Denial | null;
  /** Judges who asks. A 401 goes with `WWW-Authenticate: Bearer`. */
  authorise(request: Pick<IncomingMessage, 'headers'>, need: Need): Promise<Access>;
  /** Calls back when a grant ends, for answers that go on and on: they must end then. */
  watch: GrantWatch['watch'];
}

export interface HttpAccessOptions {
  readonly authenticator: Authenticator;
  readonly grants: GrantWatch;
  readonly allowOrigins: readonly string[];
}

/**
 * Who may ask what over HTTP.
 *
 * | request | needs |
 * | --- | --- |
 * | `/`, `/healthz`, `/readyz`, `/openapi.json` | nothing |
 * | reading one cart, and its events | reader at that cart |
 * | writing to one cart | editor at that cart |
 * | lists of carts, `/state`, `/raw_state`, events of all, `/metrics` | reader at every cart |
 * | `/revocations` | admin at every cart |
 */
export function createHttpAccess({ authenticator, grants, allowOrigins }: HttpAccessOptions): HttpAccess {
  const source = { allowOrigins, isLoopbackOnly: !authenticator.needsToken };
  return {
    whyRefused: (request) => {
      const reason = whyNotFromThere(request, source);
      return reason === null ? null : forbid(reason);
    },
    authorise: async ({ headers }, { role, cartId }) => {
      const authenticated = await authenticator.authenticate(bearerToken(headers.authorization));
      if (!authenticated.ok) {
        const { code, message } = authenticated.refusal;
        return { ok: false, status: 401, code, message };
      }
      const grant = authenticated.value;
      const isInReach = cartId === undefined ? grant.cart === EVERY_CART : reaches(grant, cartId);
      if (!isInReach) return forbid(cartId ? 'this token is for another cart' : 'this token is for one cart');
      return hasRole(grant, role) ? { ok: true, grant } : forbid(`this needs the role ${role}`);
    },
    watch: (grant, onEnd) => grants.watch(grant, onEnd),
  };
}

/** The token of an `Authorization` header; `null` if it carries none. */
export const bearerToken = (header: string | undefined): string | null =>
  /^Bearer +([^ ]+) *$/i.exec(header ?? '')?.[1] ?? null;

const forbid = (message: string): Denial => ({ ok: false, status: 403, code: 'forbidden', message });
