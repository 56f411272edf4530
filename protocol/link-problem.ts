import { closeCodes } from './close-codes.ts';

/** What there is to say about a connection beyond where it stands. */
export type LinkProblem =
  /** The relay lets nobody in without a token, and none was offered. */
  | { readonly kind: 'access-missing' }
  /** It does not take the token, or no longer: run out, revoked, or never its own. */
  | { readonly kind: 'access-ended' }
  /** The token is a good one, but not for this cart. */
  | { readonly kind: 'access-elsewhere' }
  /** More was sent than one client may. */
  | { readonly kind: 'too-fast' }
  /** Closed by the relay with another code; see `close-codes.ts`. */
  | { readonly kind: 'closed'; readonly code: number }
  /** Nothing heard for too long. */
  | { readonly kind: 'silent' }
  /** The relay is not Trolley's, so nothing is known to be durable. */
  | { readonly kind: 'not-durable' }
  /** The relay cannot store just now. */
  | { readonly kind: 'storage' }
  /** An update that is none of a ledger's, or bytes that are nothing; left out either way. */
  | { readonly kind: 'bad-update' }
  | { readonly kind: 'bad-frame' };

/** What a close code means to a client that did, or did not, offer a token. */
export function problemOfClose(code: number, hasToken: boolean): LinkProblem {
  switch (code) {
    case closeCodes.unauthorised:
      return { kind: hasToken ? 'access-ended' : 'access-missing' };
    case closeCodes.forbidden:
      return { kind: 'access-elsewhere' };
    case closeCodes.tooFast:
      return { kind: 'too-fast' };
    default:
      return { kind: 'closed', code };
  }
}
