import type { HttpErrorCode } from '../../protocol/http-errors.ts';
import type { LogUnreadable } from '../log/update-log.ts';

interface Unreadable {
  readonly code: HttpErrorCode;
  readonly message: string;
}

/** What is said of a cart, or of the log, that cannot be read: never that it is empty. */
export const describeUnreadable = ({ cartId }: LogUnreadable): Unreadable =>
  cartId === null
    ? { code: 'unavailable', message: 'what is stored cannot be read at the moment' }
    : { code: 'quarantined', message: 'this cart is damaged on disk; what is readable can be salvaged' };
