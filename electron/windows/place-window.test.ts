import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeWindow, type Bounds } from './place-window.ts';

const laptop: Bounds = { x: 0, y: 25, width: 1440, height: 875 };
const besideIt: Bounds = { x: 1440, y: 0, width: 2560, height: 1440 };

describe('placeWindow', () => {
  test.each<readonly [string, Bounds]>([
    ['on the laptop', { x: 100, y: 80, width: 960, height: 760 }],
    ['on the display beside it', { x: 2000, y: 300, width: 960, height: 760 }],
    ['across both', { x: 1300, y: 100, width: 960, height: 760 }],
    ['half off the edge, where it was put', { x: -500, y: 80, width: 960, height: 760 }],
  ])('leaves a window %s where it was', (_where, wanted) => {
    expect(placeWindow(wanted, [laptop, besideIt])).toEqual(wanted);
  });

  test('brings a window back whose display is gone', () => {
    const wanted = { x: 2000, y: 300, width: 960, height: 760 };
    expect(placeWindow(wanted, [laptop])).toEqual({ x: 480, y: 140, width: 960, height: 760 });
  });

  test('makes it smaller when the display that is left is too small for it', () => {
    const wanted = { x: 2000, y: 1000, width: 2400, height: 1200 };
    expect(placeWindow(wanted, [laptop])).toEqual(laptop);
  });

  test('brings it down when its top edge is above every display', () => {
    const wanted = { x: 200, y: -300, width: 800, height: 600 };
    expect(placeWindow(wanted, [laptop])).toEqual({ ...wanted, y: 25 });
  });

  const length = fc.integer({ min: 420, max: 3_000 });
  const offset = fc.integer({ min: -6_000, max: 6_000 });
  const bounds = fc.record({ x: offset, y: offset, width: length, height: length });

  test('whatever the displays, a window can be taken hold of', () => {
    fc.assert(
      fc.property(bounds, fc.array(bounds, { minLength: 1, maxLength: 4 }), (wanted, areas) => {
        const { x, y, width, height } = placeWindow(wanted, areas);
        // Looked for pixel by pixel, every ten of them: some point of the top edge is on a display.
        const steps = Array.from({ length: Math.floor(width / 10) + 1 }, (_, index) => x + index * 10);
        const isSeen = (px: number) =>
          areas.some(
            (area) =>
              px >= area.x && px <= area.x + area.width && y >= area.y - 1 && y + 31 <= area.y + area.height,
          );
        expect(steps.some(isSeen)).toBe(true);
        expect([width <= wanted.width, height <= wanted.height]).toEqual([true, true]);
      }),
    );
  });
});
