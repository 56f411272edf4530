import type { IncomingHttpHeaders } from 'node:http';
import { SUBPROTOCOL } from '../../protocol/frames.ts';
import { TOKEN_SUBPROTOCOL_PREFIX } from '../../protocol/token.ts';
import { bearerToken } from './http-access.ts';

export type OfferedToken =
  | { readonly status: 'none' }
  | { readonly status: 'one'; readonly token: string }
  /** Whoever offers several could be taken for somebody else by the next program on the way. */
  | { readonly status: 'several' };

/** The token that goes with an upgrade: offered as a subprotocol or in `Authorization`. */
export function offeredToken(headers: IncomingHttpHeaders): OfferedToken {
  const inHeader = bearerToken(headers.authorization);
  const tokens = (headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name.startsWith(TOKEN_SUBPROTOCOL_PREFIX))
    .map((name) => name.slice(TOKEN_SUBPROTOCOL_PREFIX.length));
  if (inHeader !== null) tokens.push(inHeader);
  const [token, ...others] = tokens;
  if (token === undefined) return { status: 'none' };
  return others.length === 0 ? { status: 'one', token } : { status: 'several' };
}

/**
 * The subprotocol to answer with, `false` for none.
 *
 * A browser fails a connection when it offered subprotocols and none was selected, so a client that offers nothing
 * but its token gets that back. Only it can read the answer, and it is the one who sent it.
 */
export const selectSubprotocol = (offered: ReadonlySet<string>): string | false =>
  offered.has(SUBPROTOCOL)
    ? SUBPROTOCOL
    : ([...offered].find((name) => name.startsWith(TOKEN_SUBPROTOCOL_PREFIX)) ?? false);
