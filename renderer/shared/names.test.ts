import { describe, expect, it } from 'vitest';
import type { UserId } from '../../cart/ids.ts';
import { initialsOf, listNames } from './names.ts';

const user = (name: string) => name as UserId;

describe('names', () => {
  it('lists people with oneself last', () => {
    const self = user('Ana');
    expect(listNames([user('Ana')], self)).toBe('you');
    expect(listNames([user('Ana'), user('Ben')], self)).toBe('Ben and you');
    expect(listNames([user('Ana'), user('Ben'), user('Cleo')], self)).toBe('Ben, Cleo and you');
  });

  it('shortens names to initials', () => {
    expect(initialsOf(user('Ana Smith'))).toBe('AS');
    expect(initialsOf(user('ben'))).toBe('BE');
    expect(initialsOf(user('ana.smith@ward-3'))).toBe('AS');
    expect(initialsOf(user('Q'))).toBe('Q');
    expect(initialsOf(user('E\u0301mile'))).toBe('\u00C9M');
    expect(initialsOf(user('𝒜na 𝒮mith'))).toBe('𝒜𝒮');
  });
});
