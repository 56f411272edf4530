import { closeCodes, type CloseCode } from '../../protocol/close-codes.ts';

/** A connection to which bytes are on their way. */
export interface Recipient {
  /** Bytes that it has not taken yet. */
  readonly unsent: number;
  /** False from the moment it is told to go. */
  readonly isOpen: boolean;
  close(code: CloseCode, reason: string): void;
  terminate(): void;
}

/**
 * Cuts off those who leave most unread, while all together leave more unread than there may be.
 *
 * Whoever has been told to go and still holds on to bytes is ended at once. Gives those that were cut off.
 */
export function relieve<To extends Recipient>(recipients: Iterable<To>, limit: number): readonly To[] {
  let unsent = 0;
  const holding: { readonly to: To; readonly unsent: number }[] = [];
  for (const to of recipients) {
    if (to.unsent === 0) continue;
    unsent += to.unsent;
    holding.push({ to, unsent: to.unsent });
  }
  if (unsent <= limit) return [];
  const cutOff: To[] = [];
  for (const one of holding.sort((a, b) => b.unsent - a.unsent)) {
    if (unsent <= limit) break;
    unsent -= one.unsent;
    if (one.to.isOpen)
      one.to.close(closeCodes.slowConsumer, 'the relay is short of memory, and this is read too slowly');
    else one.to.terminate();
    cutOff.push(one.to);
  }
  return cutOff;
}
