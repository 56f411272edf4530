import { expect, test } from 'vitest';
import { atMoment } from './at-moment.ts';
import { ManualTimers } from '../testing/manual-timers.ts';
import { systemTimers, type Timers } from '../timers.ts';

const NOW = Date.UTC(2026, 0, 2);
const DAY = 24 * 60 * 60 * 1000;

function start(moment: number) {
  const timers = new ManualTimers();
  const scene = { now: NOW, runs: 0 };
  const clock = () => scene.now;
  const advance = (milliseconds: number, clockMoves = milliseconds) => {
    scene.now += clockMoves;
    timers.advance(milliseconds);
  };
  const cancel = atMoment(moment, () => (scene.runs += 1), clock, timers);
  return { scene, advance, cancel };
}

test('runs once, at the moment and not before', () => {
  const { scene, advance } = start(NOW + 1_000);
  advance(999);
  expect(scene.runs).toBe(0);
  advance(1);
  expect(scene.runs).toBe(1);
  advance(DAY);
  expect(scene.runs).toBe(1);
});

test('also one further off than a timer can count', () => {
  const { scene, advance } = start(NOW + 100 * DAY);
  for (let hour = 0; hour < 100 * 24 - 1; hour++) advance(DAY / 24);
  expect(scene.runs).toBe(0);
  advance(DAY / 24);
  expect(scene.runs).toBe(1);
});

test('never asks for more than a timer can count', () => {
  const delays: number[] = [];
  const timers: Timers = { ...systemTimers, after: (delay) => (delays.push(delay), () => undefined) };
  for (const moment of [NOW + 100 * DAY, Number.MAX_SAFE_INTEGER, NOW - DAY]) {
    atMoment(
      moment,
      () => undefined,
      () => NOW,
      timers,
    );
  }
  expect(delays.every((delay) => delay >= 0 && delay < 2 ** 31)).toBe(true);
});

test('one that has passed', () => {
  const { scene, advance } = start(NOW - 1);
  advance(0);
  expect(scene.runs).toBe(1);
});

test('never', () => {
  const { scene, advance } = start(Infinity);
  advance(1_000 * DAY);
  expect(scene.runs).toBe(0);
});

test('a clock that is set forward is noticed within the hour, and one set back is waited for', () => {
  const forward = start(NOW + DAY);
  forward.advance(60 * 60 * 1000, 2 * DAY);
  expect(forward.scene.runs).toBe(1);
  const back = start(NOW + 1_000);
  back.advance(1_000, -9_000);
  expect(back.scene.runs).toBe(0);
  back.advance(10_000);
  expect(back.scene.runs).toBe(1);
});

test('not when cancelled, whichever wait it was in', () => {
  for (const waited of [0, 90 * 60 * 1000]) {
    const { scene, advance, cancel } = start(NOW + DAY);
    advance(waited);
    cancel();
    advance(2 * DAY);
    expect(scene.runs).toBe(0);
  }
});
