/**
 * Why the relay closes a connection.
 *
 * y-websocket clients treat 4400–4499 as permanent (they stop until the user acts) and everything else as
 * passing (they reconnect).
 */
export const closeCodes = {
  /** A frame that is not of the protocol. */
  badFrame: 4400,
  /** No valid token, or it has expired. */
  unauthorised: 4401,
  /** A valid token that does not allow this. */
  forbidden: 4403,
  /** The path names no cart. */
  badCartId: 4404,
  /** Nothing said before authenticating. */
  idle: 4408,
  /** A frame or an operation over its size limit. */
  tooLarge: 4413,
  /** More than this client may send. */
  tooFast: 4429,
  /** The cart cannot be read at the moment. */
  unavailable: 4500,
  /** The relay is shutting down. */
  draining: 4503,
  /** The client reads more slowly than its cart moves. */
  slowConsumer: 4508,
} as const;

export type CloseCode = (typeof closeCodes)[keyof typeof closeCodes];
