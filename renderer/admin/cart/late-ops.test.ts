import { expect, test } from 'vitest';
import type { OpId } from '../../../cart/ids.ts';
import type { Finding } from '../../../protocol/verdict.ts';
import { lateOps } from './late-ops.ts';

const finding = (verdict: Finding['verdict'], ...ids: readonly string[]): Finding => ({
  ...{ verdict, opIds: ids as readonly OpId[], detail: '', at: 'db' },
});

test('what is newer than the last export is late, unless something else is wrong with it', () => {
  const findings = [finding('LAG', 'a.1', 'a.2'), finding('MISSING_AT_RELAY', 'a.2', 'a.3')];
  expect([...lateOps(findings)]).toEqual(['a.1']);
});
