import { fromBase64UrlEncoded } from 'lib0/buffer';
import { decodeUtf8 } from 'lib0/string';
import * as v from 'valibot';
import { MAX_TOKEN_LENGTH, tokenClaims, type TokenClaims } from './token.ts';

/** Three parts of base64url, as RFC 7515 puts a token together; so it fits a header, too. */
const pattern = /^[\w-]+\.([\w-]+)\.[\w-]+$/;

/**
 * What a token says of itself; `null` for text that is no token.
 *
 * Nobody has checked its signature: this is to show, and to know in whose name to write. The relay decides.
 */
export function readClaims(token: string): TokenClaims | null {
  const payload = token.length > MAX_TOKEN_LENGTH ? undefined : pattern.exec(token)?.[1];
  if (payload === undefined) return null;
  try {
    const parsed = v.safeParse(tokenClaims, JSON.parse(decodeUtf8(fromBase64UrlEncoded(payload))));
    return parsed.success ? parsed.output : null;
  } catch {
    return null; // Neither base64 nor JSON.
  }
}

/** A token as people paste it and editors save it: without the spaces and line breaks around and within it. */
export const tidyToken = (text: string): string => text.replace(/\s+/g, '');
