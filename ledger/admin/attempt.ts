import { ClientUnavailable } from '../sources/client-source.ts';
import { RelayForbidden } from '../sources/relay-source.ts';
import { asRefusal } from './as-refusal.ts';

/** What reading a source gave. */
export type Attempt<T> =
  | { readonly status: 'read'; readonly value: T }
  | { readonly status: 'unreachable'; readonly reason: string };

/** Reads a source that may be away. A bug of ours is thrown, and that the relay does not let us in. */
export async function attempt<T>(read: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { status: 'read', value: await read() };
  } catch (error) {
    if (error instanceof RelayForbidden) throw error;
    const reason = error instanceof ClientUnavailable ? error.message : asRefusal(error)?.message;
    if (reason === undefined) throw error;
    return { status: 'unreachable', reason };
  }
}
