import { expect, it } from 'vitest';
import { readWindowDump } from './screenshot.mjs';

/** A dump of 2 × 1 pixels with one colour-map entry and padded lines, as Xvfb lays it out. */
function smallDump() {
  const header = Buffer.alloc(100);
  const words = { 0: 100, 4: 2, 5: 1, 7: 0, 11: 32, 12: 12, 19: 1 };
  for (const [index, value] of Object.entries(words)) header.writeUInt32BE(value, Number(index) * 4);
  const line = Buffer.from([1, 2, 3, 0, 4, 5, 6, 0, 9, 9, 9, 9]);
  return Buffer.concat([header, Buffer.alloc(12, 0xff), line]);
}

it('turns a window dump into rows of red, green and blue', () => {
  expect(readWindowDump(smallDump())).toEqual({
    width: 2,
    height: 1,
    rows: Buffer.from([0, 3, 2, 1, 6, 5, 4]),
  });
});

it('refuses a pixel layout it would misread', () => {
  const dump = smallDump();
  dump.writeUInt32BE(16, 11 * 4);
  expect(() => readWindowDump(dump)).toThrow('32-bit');
});
