import { expect, test, vi } from 'vitest';
import { reportFaults } from './report-faults.ts';

function newPage() {
  const page = new EventTarget();
  const log = vi.fn<(level: string, text: string) => Promise<void>>(() => Promise.resolve());
  reportFaults(page, log);
  const fail = (kind: 'error' | 'unhandledrejection', fault: object) =>
    page.dispatchEvent(Object.assign(new Event(kind), fault));
  return { fail, log };
}

test('what nobody caught is reported, with the way that led there', () => {
  const { fail, log } = newPage();
  const error = new Error('no such row');
  fail('error', { error });
  fail('unhandledrejection', { reason: 'gone' });
  expect(log.mock.calls).toEqual([
    ['error', `uncaught: ${error.stack}`],
    ['error', 'unhandled: gone'],
  ]);
});

test('a fault that comes again and again does not fill the log, nor does a long one', () => {
  const { fail, log } = newPage();
  for (let time = 0; time < 1_000; time++) fail('error', { error: new Error('x'.repeat(100_000)) });
  const lengths = log.mock.calls.map(([, text]) => text.length);
  expect(lengths.length).toBeLessThanOrEqual(50);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(4_000);
});
