import { describe, expect, test } from 'vitest';
import { HybridClock, millisecondsOf } from '../cart/hlc.ts';
import { RelayClock } from './relay-clock.ts';

const YEAR = 365 * 24 * 60 * 60 * 1000;
const NOW = 1_800_000_000_000;

function newClock(error: number) {
  const time = { real: NOW };
  const clock = new RelayClock(() => time.real + error);
  return { time, clock };
}

describe('RelayClock', () => {
  test.each([10 * YEAR, -10 * YEAR, 3_000, -3_000])('corrects a clock that is %d ms off', (error) => {
    const { time, clock } = newClock(error);
    expect(clock.now()).toBe(NOW + error);
    clock.meet(NOW);
    expect([clock.now(), clock.offset]).toEqual([NOW, -error]);
    time.real += 5_000;
    expect([clock.now(), clock.local()]).toEqual([NOW + 5_000, NOW + 5_000 + error]);
  });

  test.each([2_000, -2_000, 1])('leaves alone a clock that is %d ms off', (error) => {
    const { clock } = newClock(error);
    clock.meet(NOW);
    expect([clock.now(), clock.offset]).toEqual([NOW + error, -error]);
  });

  test('believes the latest word: a clock that was set right is not corrected any more', () => {
    let error = YEAR;
    const clock = new RelayClock(() => NOW + error);
    clock.meet(NOW);
    error = 0;
    clock.meet(NOW);
    expect(clock.now()).toBe(NOW);
  });

  test('stamps right once the relay was met, and never before what was stamped', () => {
    const { clock } = newClock(-YEAR);
    const stamps = new HybridClock(clock.now);
    const before = stamps.next();
    clock.meet(NOW);
    const after = stamps.next();
    expect(millisecondsOf(after)).toBe(NOW);
    clock.meet(NOW - 60_000);
    expect([before < after, after < stamps.next()]).toEqual([true, true]);
  });
});
