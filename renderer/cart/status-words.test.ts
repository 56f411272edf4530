import { describe, expect, it } from 'vitest';
import type { SessionStatus } from '../session/types.ts';
import { statusWords } from './status-words.ts';

const status = (change: Partial<SessionStatus>): SessionStatus => ({
  load: 'ready',
  storageProblem: null,
  connection: 'connected',
  connectionProblem: null,
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

  it('gives the reason when the cart is no longer shared', () => {
    const words = statusWords(
      status({ connection: 'ended', connectionProblem: 'Your pass has expired.', undurable: 1 }),
    );
    expect(words.shared).toBe(
      '1 change did not go out, and this cart is no longer shared with you. Your pass has expired.',
    );
  });

  it('has nothing to wait for without a relay', () => {
    const words = statusWords(status({ connection: 'offline', undurable: 5 }), false);
    expect(words).toMatchObject({ tone: 'calm', headline: 'Saved on this computer', closing: 'Yes.' });
    const failing = statusWords(status({ connection: 'offline', storageProblem: 'Full.' }), false);
    expect(failing.tone).toBe('problem');
  });
});
