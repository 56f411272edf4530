import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { HistoryEntry } from '../../cart/history.ts';
import type { UserId } from '../../cart/ids.ts';
import { LONGEST_MS, noticeOf, Notices, QUIET_MS } from './notices.ts';

const [ana, ben, cleo] = ['Ana', 'Ben', 'Cleo'] as UserId[] as [UserId, UserId, UserId];
const added = (by: UserId, productName: string): HistoryEntry =>
  ({ kind: 'add', by, productName, id: 'x.1' }) as unknown as HistoryEntry;
const stepped = (by: UserId): HistoryEntry =>
  ({ kind: 'inc', by, productName: 'Tea', id: 'x.2' }) as unknown as HistoryEntry;

describe('Notices', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  function unwatched() {
    const told: string[] = [];
    const state = { isWatched: false };
    const notices = new Notices({
      self: ana,
      cartName: () => 'Kitchen',
      isWatched: () => state.isWatched,
      notify: (text) => told.push(text),
      setTimer: (run, ms) => setTimeout(run, ms),
      clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
    });
    return { notices, told, state };
  }

  test('a burst is one notice, when it is over', () => {
    const { notices, told } = unwatched();
    for (const product of ['Milk', 'Tea', 'Rye']) {
      notices.take([added(ben, product)]);
      vi.advanceTimersByTime(QUIET_MS - 1);
    }
    expect(told).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(told).toEqual(['Ben added 3 products to Kitchen']);
    vi.advanceTimersByTime(LONGEST_MS);
    expect(told).toHaveLength(1);
  });

  test('a burst without an end is told all the same, and what follows later', () => {
    const { notices, told } = unwatched();
    for (let ms = 0; ms < LONGEST_MS; ms += 1_000) {
      notices.take([stepped(ben)]);
      vi.advanceTimersByTime(1_000);
    }
    expect(told).toEqual(['Ben made 30 changes to Kitchen']);
    notices.take([added(ben, 'Milk')]);
    vi.advanceTimersByTime(QUIET_MS);
    expect(told[1]).toBe('Ben added 1 product to Kitchen');
  });

  test('nobody is told what they did themselves, nor what they see', () => {
    const { notices, told, state } = unwatched();
    notices.take([added(ana, 'Milk')]);
    vi.advanceTimersByTime(LONGEST_MS);
    state.isWatched = true;
    notices.take([added(ben, 'Milk')]);
    state.isWatched = false;
    vi.advanceTimersByTime(LONGEST_MS);
    notices.take([added(ben, 'Tea')]);
    state.isWatched = true;
    vi.advanceTimersByTime(LONGEST_MS);
    expect(told).toEqual([]);
  });

  test('what somebody has seen since is not told later', () => {
    const { notices, told } = unwatched();
    notices.take([added(ben, 'Milk')]);
    notices.drop();
    notices.take([added(ben, 'Tea')]);
    vi.advanceTimersByTime(QUIET_MS);
    expect(told).toEqual(['Ben added 1 product to Kitchen']);
  });
});

test('a notice names everybody, and counts products once', () => {
  const entries = [added(cleo, 'Milk'), added(ben, 'Milk'), added(ben, 'Tea')];
  expect(noticeOf(entries, ana, 'Kitchen')).toBe('Ben and Cleo added 2 products to Kitchen');
  expect(noticeOf([added(ben, 'Tea'), stepped(cleo)], ana, '')).toBe(
    'Ben and Cleo made 2 changes to the cart',
  );
});
