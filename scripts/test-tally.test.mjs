import { describe, expect, it } from 'vitest';
import { addTallies, settleTally, tallyPlaywright, tallyVitest } from './test-tally.mjs';

/**
 * @param {string} status
 * @param {...string} tests their statuses
 */
const file = (status, ...tests) => ({
  name: 'some.test.ts',
  status,
  assertionResults: tests.map((each, index) => ({ fullName: `test ${index}`, status: each })),
});

describe('tallyVitest', () => {
  it('counts each test', () => {
    const report = { testResults: [file('passed', 'passed', 'passed'), file('failed', 'failed', 'passed')] };
    expect(tallyVitest(report)).toEqual({ passed: 3, failed: 1, notes: [] });
  });

  it.each(['skipped', 'pending', 'todo', 'disabled'])(
    'counts a test that is %s as failed and says so',
    (status) => {
      const tally = tallyVitest({ testResults: [file('passed', status)] });
      expect(tally).toEqual({ passed: 0, failed: 1, notes: [`${status}, so failed: test 0`] });
    },
  );

  it('counts a file that could not be loaded', () => {
    const tally = tallyVitest({ testResults: [{ ...file('failed'), message: 'no such module' }] });
    expect(tally).toMatchObject({ passed: 0, failed: 1 });
    expect(tally.notes.join()).toContain('no such module');
  });

  it('counts a file whose hook failed after its tests had passed', () => {
    expect(tallyVitest({ testResults: [file('failed', 'passed')] })).toMatchObject({ passed: 1, failed: 1 });
  });
});

describe('tallyPlaywright', () => {
  it('takes skipped and flaky tests for failed', () => {
    const stats = { expected: 5, unexpected: 1, flaky: 2, skipped: 3 };
    const tally = tallyPlaywright({ stats, errors: [] });
    expect(tally).toMatchObject({ passed: 5, failed: 6 });
    expect(tally.notes).toHaveLength(2);
  });

  it('counts an error outside any test', () => {
    const stats = { expected: 5, unexpected: 0, flaky: 0, skipped: 0 };
    const tally = tallyPlaywright({ stats, errors: [{ message: 'bad configuration' }] });
    expect(tally).toMatchObject({ passed: 5, failed: 1 });
  });
});

describe('settleTally', () => {
  it('takes a run without a report for one failure', () => {
    expect(settleTally(undefined, 139)).toMatchObject({ passed: 0, failed: 1 });
  });

  it('does not believe a clean report of a run that ended badly', () => {
    expect(settleTally({ passed: 3, failed: 0, notes: [] }, 1)).toMatchObject({ passed: 3, failed: 1 });
  });

  it('does not count a failed run twice', () => {
    expect(settleTally({ passed: 3, failed: 2, notes: [] }, 1)).toMatchObject({ passed: 3, failed: 2 });
  });

  it('takes a run of nothing for a failure', () => {
    expect(settleTally({ passed: 0, failed: 0, notes: [] }, 0)).toMatchObject({ passed: 0, failed: 1 });
  });
});

it('adds tallies up', () => {
  const sum = addTallies([
    { passed: 1, failed: 2, notes: ['a'] },
    { passed: 3, failed: 0, notes: ['b'] },
  ]);
  expect(sum).toEqual({ passed: 4, failed: 2, notes: ['a', 'b'] });
});
