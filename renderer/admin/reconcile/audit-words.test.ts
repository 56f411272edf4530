import { expect, it } from 'vitest';
import type { AuditRow } from '../../../protocol/admin/jobs.ts';
import { auditWords } from './audit-words.ts';

const row = (action: string, outcome: string, detail = ''): AuditRow => ({
  ...{ auditId: 1, at: 0, doneBy: 'ana', planDigest: 'd', cartId: null, opIds: [] },
  ...{ action, outcome, detail },
});

it('says what a question was answered with', () => {
  const said = (outcome: string, detail: string) => auditWords(row('quarantine', outcome, detail)).what;
  expect(said('done', 'kept: relay')).toBe('Replaced by the relay’s version');
  expect(said('done', 'kept: none')).toBe('Withdrawn from the database');
  expect(said('asked', 'who is right?')).toBe('A question left open');
});

it('gives the reason of what was refused, and leaves what it does not know as it is', () => {
  expect(auditWords(row('send_to_relay', 'refused', 'forged'))).toEqual({
    ...{ what: 'Given to the relay', outcome: 'refused', detail: 'forged', isRefused: true },
  });
  expect(auditWords(row('polish', 'done'))).toMatchObject({ what: 'polish', outcome: 'done' });
});

it('counts what a plan came to as people do', () => {
  const said = (detail: string) => auditWords(row('apply', 'done', detail)).detail;
  expect(said('1 actions, 2 questions left, 0 refusals')).toBe('1 step, 2 questions left open');
  expect(said('run 17')).toBe('run 17');
});
