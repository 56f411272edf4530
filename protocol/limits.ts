/**
 * What the relay allows, in one place. Sizes are in bytes, times in milliseconds.
 *
 * The first group is part of the wire: a client that exceeds it is refused. The rest is how a relay looks
 * after itself, and may differ from one to another.
 */
export const defaultLimits = {
  /** One WebSocket message. A longer step is sent in parts; see `splitLedgerUpdate`. */
  maxFrameBytes: 1024 * 1024,
  /** One operation, as encoded in an update. */
  maxOpBytes: 128 * 1024,
  /** One client's presence. */
  maxPresenceBytes: 4 * 1024,
  /** Clients present through one connection. */
  maxPresencesPerConnection: 8,

  /** Unsent bytes on one connection, beyond the answer to its own sync step 1, before it is cut off. */
  maxBufferedBytes: 8 * 1024 * 1024,
  /** Bytes of one connection waiting for the log; above this the relay stops reading from it for a while. */
  maxUncommittedBytes: 4 * 1024 * 1024,
  /** y-websocket gives up after 30 s without a message, so the relay says and asks something this often. */
  keepAliveMs: 15_000,
  /** A cart that nobody uses stays in memory this long. */
  idleCartMs: 30_000,
  /** While the log cannot be written: how often that is tried. */
  probeMs: 1_000,
  /** On shutting down: time for the last commit. */
  drainMs: 7_000,
  /** On shutting down: time for clients to answer the closing handshake. */
  closeMs: 1_000,
} as const satisfies Record<string, number>;

export type Limits = Readonly<Record<keyof typeof defaultLimits, number>>;
