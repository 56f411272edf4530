import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { afterPaint } from './after-paint.ts';

let frames: ((() => void) | null)[];
const drawFrame = () => {
  for (const callback of frames.splice(0)) callback?.();
};
const show = (hidden: boolean) => vi.stubGlobal('document', { hidden });

beforeEach(() => {
  vi.useFakeTimers();
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => frames.push(callback));
  vi.stubGlobal('cancelAnimationFrame', (number: number) => (frames[number - 1] = null));
  show(false);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('after the frame', () => {
  it('runs what waits in a task after the next frame, in order, once each', () => {
    const done: string[] = [];
    afterPaint(() => done.push('first'));
    afterPaint(() => done.push('second'));
    expect(frames).toHaveLength(2);
    drawFrame();
    expect(done).toEqual([]);
    vi.advanceTimersByTime(0);
    expect(done).toEqual(['first', 'second']);
    vi.advanceTimersByTime(1_000);
    expect(done).toEqual(['first', 'second']);
  });

  it('does not wait for frames that do not come', () => {
    const run = vi.fn();
    afterPaint(run);
    vi.advanceTimersByTime(100);
    expect(run).toHaveBeenCalledOnce();
    drawFrame();
    vi.advanceTimersByTime(0);
    expect(run).toHaveBeenCalledOnce();
  });

  it('waits for no frame in a hidden window', async () => {
    show(true);
    const run = vi.fn();
    afterPaint(run);
    expect(run).not.toHaveBeenCalled();
    await Promise.resolve();
    expect(run).toHaveBeenCalledOnce();
    expect(frames).toEqual([]);
  });
});
