/**
 * What the relay allows, in one place. Sizes are in bytes, times in milliseconds, rates per second.
 *
 * The first group is part of the wire: a client that exceeds it is refused. The rest is how a relay looks
 * after itself, and may differ from one to another. None of it is in the way of somebody who shops: the
 * rates leave room for thousands of edits that were made offline, and for programs that write as fast as the
 * relay stores.
 *
 * Each is its default and, for whoever runs a relay, what it bounds. Flags, variables and the configuration
 * file take their names from here.
 */
const definitions = {
  maxFrameBytes: [1024 * 1024, 'One WebSocket message. A longer step is sent in parts.'],
  maxOpBytes: [128 * 1024, 'One operation, as encoded in an update.'],
  maxFragments: [1_024, 'Parts that one WebSocket message may come in.'],
  maxPresenceBytes: [4 * 1024, 'One client’s presence.'],
  maxPresencesPerConnection: [8, 'Clients present through one connection.'],

  maxOpsPerCart: [250_000, 'Operations in one cart.'],
  maxCartBytes: [
    32 * 1024 * 1024,
    'Bytes of the operations in one cart. It is in memory while somebody is at it.',
  ],
  maxClientsPerCart: [
    20_000,
    'Yjs clients that have ever written to one cart: each document instance is one.',
  ],
  maxClientsPerConnection: [
    1_000,
    'Yjs clients that one connection may be the first to write for: the sessions of a long time offline.',
  ],
  maxCarts: [1_000_000, 'Carts on the relay.'],
  maxCartsBegunPerHour: [
    1_000,
    'Carts that one user, or one address without users, may begin within an hour.',
  ],
  maxRooms: [20_000, 'Carts in memory, among them those that nobody has left for long.'],
  maxIdleCartBytes: [
    256 * 1024 * 1024,
    'Operations in memory of carts that nobody is at, in bytes; beyond, the cart left longest ago goes early.',
  ],

  maxConnections: [20_000, 'WebSocket connections.'],
  maxConnectionsPerAddress: [
    1_000,
    'WebSocket connections from one address. Loopback counts as none: a proxy’s own address says nothing.',
  ],
  maxConnectionsPerUser: [200, 'WebSocket connections of one user.'],
  maxConnectionsPerCart: [2_000, 'WebSocket connections at one cart.'],

  authenticateMs: [10_000, 'Time to send the head of a request, and time for the relay to check its token.'],
  maxAuthenticating: [
    1_000,
    'Connections whose tokens are being checked at one moment; further ones are asked to come back.',
  ],
  maxTurnedAway: [100, 'Connections turned away that have not gone yet; above this the oldest are cut off.'],

  messagesPerSecond: [5_000, 'Messages from one connection; above this the relay reads more slowly.'],
  messageBurst: [5_000, 'Messages that one connection may send at once.'],
  bytesPerSecond: [4 * 1024 * 1024, 'Bytes from one connection; above this the relay reads more slowly.'],
  userMessagesPerSecond: [
    10_000,
    'Messages from all connections of one user together; above this the relay reads them more slowly.',
  ],
  userBytesPerSecond: [
    8 * 1024 * 1024,
    'Bytes from all connections of one user together; above this the relay reads them more slowly.',
  ],
  byteBurst: [32 * 1024 * 1024, 'Bytes that one connection, or all of one user, may send at once.'],
  syncsPerSecond: [
    10,
    'Sync steps 1 from one connection, one for each MiB of the answer. A client needs one; above this it is cut off.',
  ],
  syncBurst: [200, 'Sync steps 1 that one connection may send at once.'],
  presencePerSecond: [
    100,
    'Awareness messages from one connection, one for each 16 KiB; above this it is cut off.',
  ],
  presenceBurst: [500, 'Awareness messages that one connection may send at once.'],
  requestsPerSecond: [
    100,
    'HTTP requests and upgrades from one user, or one address other than loopback; above this they get 429.',
  ],
  requestBurst: [1_000, 'HTTP requests and upgrades that one user or address may send at once.'],
  maxBodyBytes: [64 * 1024, 'The body of one HTTP request.'],
  requestMs: [10_000, 'Time to answer an HTTP request.'],
  maxEventStreams: [1_000, 'Event streams open at once.'],
  stallMs: [30_000, 'Time that the reader of a stream may leave what it was sent unread.'],
  maxOffences: [30, 'Updates refused for good that one connection may send before it is cut off.'],
  offenceMs: [10_000, 'One update refused for good is forgiven this often.'],

  maxBufferedBytes: [
    8 * 1024 * 1024,
    'Unsent bytes on one connection, beyond the answer to its own sync step 1, before it is cut off.',
  ],
  maxBufferedBytesInAll: [
    96 * 1024 * 1024,
    'Unsent bytes on all connections before those with the most are cut off.',
  ],
  maxUncommittedBytes: [
    1024 * 1024,
    'Bytes of one connection waiting for the log; above this the relay stops reading from it for a while.',
  ],
  maxUncommittedBytesInAll: [
    64 * 1024 * 1024,
    'Bytes of all connections waiting for the log; above this the relay stops reading from those who add to it.',
  ],
  recoveryMs: [
    30 * 24 * 60 * 60 * 1000,
    'After a backup was restored: time in which others than their authors may bring back lost operations.',
  ],
  presenceMs: [50, 'Presence is passed on this often at most; less often where many are at a cart.'],
  keepAliveMs: [
    15_000,
    'y-websocket gives up after 30 s without a message, so the relay says and asks something this often.',
  ],
  idleCartMs: [30_000, 'A cart that nobody uses stays in memory this long.'],
  probeMs: [1_000, 'While the log cannot be written: how often that is tried.'],
  goodbyeMs: [5_000, 'Time for a client that is cut off to read why.'],
  drainMs: [7_000, 'On shutting down: time for the last commit.'],
  closeMs: [1_000, 'On shutting down: time for clients to answer the closing handshake.'],
} as const satisfies Record<string, readonly [value: number, help: string]>;

export type LimitName = keyof typeof definitions;
export type Limits = Readonly<Record<LimitName, number>>;

export const limitNames = Object.keys(definitions) as readonly LimitName[];

export const defaultLimits: Limits = pick(0);

/** What each of them bounds, for whoever runs a relay. */
export const limitHelp: Readonly<Record<LimitName, string>> = pick(1);

function pick<Part extends 0 | 1>(part: Part) {
  const entries = limitNames.map((name) => [name, definitions[name][part]]);
  return Object.fromEntries(entries) as Record<LimitName, (typeof definitions)[LimitName][Part]>;
}
