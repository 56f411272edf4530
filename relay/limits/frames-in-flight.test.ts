import { describe, expect, test } from 'vitest';
import { FramesInFlight } from './frames-in-flight.ts';

const MEBIBYTE = 2 ** 20;

describe('answers that wait to be read', () => {
  test('count once however many they are sent to, until the last has read them', () => {
    const answers = new FramesInFlight(10 * MEBIBYTE);
    const frame = new Uint8Array(6 * MEBIBYTE);
    for (let i = 0; i < 100; i++) answers.hold(frame);
    expect(answers.bytes).toBe(6 * MEBIBYTE);
    for (let i = 0; i < 99; i++) answers.release(frame);
    expect(answers.bytes).toBe(6 * MEBIBYTE);
    answers.release(frame);
    expect(answers.bytes).toBe(0);
    answers.release(frame);
    expect(answers.bytes).toBe(0);
  });

  test('leave no room for further large ones when there are too many, but always for small ones', () => {
    const answers = new FramesInFlight(10 * MEBIBYTE);
    answers.hold(new Uint8Array(6 * MEBIBYTE));
    expect(answers.hasRoomFor(4 * MEBIBYTE)).toBe(true);
    expect(answers.hasRoomFor(5 * MEBIBYTE)).toBe(false);
    answers.hold(new Uint8Array(6 * MEBIBYTE));
    expect(answers.hasRoomFor(MEBIBYTE)).toBe(true);
  });
});
