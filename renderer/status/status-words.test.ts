import { describe, expect, it } from 'vitest';
import { CART_FULL } from '../../protocol/frames.ts';
import type { SessionStatus } from '../session/types.ts';
import { statusWords } from './status-words.ts';

const status = (change: Partial<SessionStatus>): SessionStatus => ({
  load: 'ready',
  loadProblem: null,
  storageProblem: null,
  connection: 'connected',
  connectionProblem: null,
  isOtherServer: false,
  clockOffset: null,
  unknownOps: 0,
  access: 'fine',
  unsaved: 0,
  unsent: 0,
  undurable: 0,
  lastContact: null,
  refusals: [],
  ...change,
});

describe('statusWords', () => {
  it('says that everyone has everything only when nothing is missing anywhere', () => {
    const said = 'Everyone has everything';
    expect(statusWords(status({})).headline).toBe(said);
    for (const change of [
      { unsaved: 1 },
      { undurable: 1 },
      { storageProblem: 'The disk is full.' },
      { connection: 'connecting' as const },
      { connection: 'offline' as const },
      { connection: 'unreachable' as const },
      { connection: 'ended' as const },
    ]) {
      expect(statusWords(status(change)).headline).not.toBe(said);
      expect(statusWords(status(change)).tone).not.toBe('calm');
    }
  });

  it('counts what is waiting, whatever the connection', () => {
    const headline = (connection: SessionStatus['connection']) =>
      statusWords(status({ connection, undurable: 3 })).headline;
    expect(headline('connected')).toBe('3 changes on their way');
    expect(headline('connecting')).toBe('3 changes waiting to be sent');
    expect(headline('unreachable')).toBe('3 changes waiting to be sent');
    expect(headline('offline')).toBe('Working offline · 3 changes kept on this computer');
  });

  it('lets the lid be closed once it is saved here, and not before', () => {
    expect(statusWords(status({ connection: 'offline', undurable: 2 })).closing).toMatch(/^Yes/);
    expect(statusWords(status({ unsaved: 1, undurable: 1 })).closing).toBe('In a moment.');
    expect(statusWords(status({ storageProblem: 'Full.', undurable: 1 })).closing).toMatch(/would be lost/);
  });

  it('puts a storage problem before everything else', () => {
    const words = statusWords(status({ storageProblem: 'The disk is full.', connection: 'offline' }));
    expect(words.tone).toBe('problem');
    expect(words.headline).toBe('Not being saved on this computer');
    expect(words.saved).toContain('The disk is full.');
  });

  it('gives the reason when the connection has ended', () => {
    const words = statusWords(
      status({ connection: 'ended', connectionProblem: 'Your pass has expired.', undurable: 1 }),
    );
    expect(words.shared).toBe(
      '1 change did not go out, and you are not connected any more. Your pass has expired.',
    );
  });

  it('says when access has ended, and that what is kept goes with a new code', () => {
    const ended = { connection: 'ended' as const, access: 'ended' as const, undurable: 2 };
    const words = statusWords(status(ended));
    expect(words).toMatchObject({ tone: 'problem', closing: 'Yes. It stays on this computer.' });
    expect(words.headline).toBe('Your access has ended · 2 changes kept on this computer');
    expect(words.shared).toBe('Not yet: 2 changes will go when there is a new access code.');
    const headline = (access: SessionStatus['access']) =>
      statusWords(status({ connection: 'ended', access })).headline;
    expect(headline('missing')).toBe('An access code is needed');
    expect(headline('elsewhere')).toBe('Another access code is needed');
    expect(headline('fine')).toBe('Not connected any more');
  });

  it('never says that what was not accepted is on its way', () => {
    const refusals = [{ code: 'forbidden' as const, reason: 'a reader' }];
    const words = statusWords(status({ access: 'look-only', undurable: 1, refusals }));
    expect(words).toMatchObject({ tone: 'problem', headline: '1 change not accepted' });
    expect(words.closing).toBe('Yes. It stays on this computer.');
    expect(statusWords(status({ access: 'look-only' })).headline).toBe('Up to date');
    const full = [{ code: 'quota' as const, reason: `aaaa.1: ${CART_FULL}` }];
    expect(statusWords(status({ undurable: 1, refusals: full })).headline).toBe('1 change not accepted');
    const passing = [{ code: 'quota' as const, reason: 'too much' }];
    expect(statusWords(status({ undurable: 1, refusals: passing })).headline).toBe('1 change on its way');
  });

  it('has nothing to wait for without a relay', () => {
    const words = statusWords(status({ connection: 'offline', undurable: 5 }), false);
    expect(words).toMatchObject({ tone: 'calm', headline: 'Saved on this computer', closing: 'Yes.' });
    const failing = statusWords(status({ connection: 'offline', storageProblem: 'Full.' }), false);
    expect(failing.tone).toBe('problem');
  });
});
