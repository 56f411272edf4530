import { describe, expect, onTestFinished, test } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { CartId } from '../cart/ids.ts';
import { closeCodes } from './close-codes.ts';
import { encodeHello, encodeRefused, SUBPROTOCOL } from './frames.ts';
import { RelayClock } from './relay-clock.ts';
import { RelayLink } from './relay-link.ts';

/** A browser's `WebSocket` as y-websocket uses it, with the relay's side in the test's hands. */
class FakeSocket {
  static readonly OPEN = 1;
  readonly OPEN = 1;
  readonly sent: Uint8Array[] = [];
  readyState = 0;
  protocol = '';
  isClosed = false;
  onopen: (() => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  onmessage: ((event: { data: Uint8Array }) => void) | null = null;
  readonly #listeners: (() => void)[] = [];

  constructor(readonly offered: readonly string[]) {}

  addEventListener(_type: 'message', listener: () => void): void {
    this.#listeners.push(listener);
  }

  send(data: Uint8Array): void {
    this.sent.push(data);
  }

  close(): void {
    this.isClosed = true;
  }

  letIn(): void {
    this.protocol = SUBPROTOCOL;
    this.readyState = this.OPEN;
    this.onopen?.();
  }

  say(frame: Uint8Array): void {
    for (const listener of this.#listeners) listener();
    this.onmessage?.({ data: frame });
  }

  hangUp(code: number): void {
    this.onclose?.({ code });
  }
}

const NOW = 1_800_000_000_000;

function newLink(token: string | null) {
  const sockets: FakeSocket[] = [];
  const said: string[] = [];
  const doc = new Y.Doc();
  const clock = new RelayClock(() => NOW);
  const link: RelayLink = new RelayLink({
    ...{ doc, awareness: new Awareness(doc), durable: new Map(), clock, token },
    ...{ relayUrl: 'ws://relay/sync', cartId: 'kitchen' as CartId },
    webSocket: function (_url: string, protocols: string[]) {
      const socket = new FakeSocket([...protocols]);
      sockets.push(socket);
      return socket;
    },
    onChange: () => said.push(link.connection),
  });
  onTestFinished(() => {
    link.close();
    doc.destroy();
  });
  const socket = () => sockets.at(-1) as FakeSocket;
  return { link, clock, sockets, socket, said };
}

describe('a token', () => {
  test('is offered beside the subprotocol, and nothing else where there is none', () => {
    const { link, socket } = newLink('a.b.c');
    link.connect();
    expect(socket().offered).toEqual([SUBPROTOCOL, 'trolley.token.a.b.c']);
    const open = newLink(null);
    open.link.connect();
    expect(open.socket().offered).toEqual([SUBPROTOCOL]);
  });

  test.each([
    ['a.b.c', closeCodes.unauthorised, { kind: 'access-ended' }],
    [null, closeCodes.unauthorised, { kind: 'access-missing' }],
    ['a.b.c', closeCodes.forbidden, { kind: 'access-elsewhere' }],
    ['a.b.c', closeCodes.tooFast, { kind: 'too-fast' }],
    ['a.b.c', closeCodes.badFrame, { kind: 'closed', code: 4400 }],
  ])('%s that is answered with %d ends the connection, and it is said why', (token, code, problem) => {
    const { link, socket, sockets } = newLink(token);
    link.connect();
    socket().letIn();
    socket().hangUp(code);
    expect([link.connection, link.problem, sockets.length]).toEqual(['ended', problem, 1]);
  });

  test('comes back with a new one after the end', () => {
    const { link, socket, sockets } = newLink('old.old.old');
    link.connect();
    socket().letIn();
    socket().hangUp(closeCodes.unauthorised);
    link.setToken('new.new.new');
    expect([link.connection, link.problem, sockets.length]).toEqual(['connecting', null, 2]);
    expect(socket().offered).toEqual([SUBPROTOCOL, 'trolley.token.new.new.new']);
    socket().letIn();
    expect(link.connection).toBe('connected');
  });

  test('replaces another while connected, and nothing is ever said to be out of reach', () => {
    const { link, socket, sockets, said } = newLink('old.old.old');
    link.connect();
    socket().letIn();
    const [first] = sockets;
    said.length = 0;
    link.setToken('new.new.new');
    socket().letIn();
    expect(first?.isClosed).toBe(true);
    expect(socket().offered).toContain('trolley.token.new.new.new');
    expect(new Set(said)).toEqual(new Set(['connecting', 'connected']));
  });

  test('waits while offline is chosen, and is offered then', () => {
    const { link, socket, sockets } = newLink(null);
    link.connect();
    link.disconnect();
    link.setToken('new.new.new');
    expect([link.connection, sockets.length]).toEqual(['offline', 1]);
    link.connect();
    expect(socket().offered).toContain('trolley.token.new.new.new');
  });

  test('clears what the relay would not take from the one before', () => {
    const { link, socket } = newLink('a.b.c');
    link.connect();
    socket().letIn();
    socket().say(encodeRefused({ code: 'forbidden', reason: 'a reader' }));
    expect(link.refusals).toMatchObject([{ code: 'forbidden' }]);
    link.setToken('new.new.new');
    expect(link.refusals).toEqual([]);
  });
});

test("the relay's first word tells which log it is and what time it is", () => {
  const { link, clock, socket } = newLink(null);
  link.connect();
  socket().letIn();
  expect([link.generation, link.clockOffset]).toEqual([null, 0]);
  socket().say(encodeHello({ time: NOW + 3_600_000, generation: 'g1' }));
  expect([link.generation, link.clockOffset, clock.now()]).toEqual(['g1', 3_600_000, NOW + 3_600_000]);
  // What is shown to the person at this computer goes by its own clock.
  expect(link.lastContact).toBe(NOW);
});
