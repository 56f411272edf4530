import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const said: unknown[] = [];

/** The part of the browser's own that is used here. */
class FakeSocket {
  send(data: unknown): void {
    said.push(data);
  }

  close(code?: number): void {
    said.push(['closed', code]);
  }
}

let drawFrame: () => void;

async function open(): Promise<WebSocket> {
  const { PacedSocket } = await import('./paced-socket.ts');
  return new PacedSocket('ws://127.0.0.1/sync');
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal('document', { hidden: false });
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => (drawFrame = callback));
  said.length = 0;
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a paced socket', () => {
  it('sends after the frame, in order', async () => {
    const socket = await open();
    socket.send('one');
    socket.send('two');
    expect(said).toEqual([]);
    drawFrame();
    vi.advanceTimersByTime(0);
    expect(said).toEqual(['one', 'two']);
    socket.send('three');
    expect(said).toEqual(['one', 'two']);
    drawFrame();
    vi.advanceTimersByTime(0);
    expect(said).toEqual(['one', 'two', 'three']);
  });

  it('sends what waits before it closes', async () => {
    const socket = await open();
    socket.send('last');
    socket.close(1000);
    expect(said).toEqual(['last', ['closed', 1000]]);
    drawFrame();
    vi.advanceTimersByTime(200);
    expect(said).toEqual(['last', ['closed', 1000]]);
  });
});
