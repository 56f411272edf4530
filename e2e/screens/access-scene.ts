import { expect } from '@playwright/test';
import { SignJWT } from 'jose';
import type { Scene } from './screen.ts';

/** A code that names that person; nobody here checks who made it. */
const codeFor = (sub: string, role: string): Promise<string> =>
  new SignJWT({ aud: 'kitchen', iat: 1, exp: 4_000_000_000, jti: 'x', sub, role })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new Uint8Array(32));

/** Access that is missing or has ended, and where to enter a code. */
export const accessScene: Scene = {
  name: 'access to a cart',
  launch: {},
  isGuarded: true,
  screens: [
    {
      name: 'access-missing',
      shows: ['status/Banner', 'status/AccessBanner'],
      open: ({ cart }) => expect(cart.alert).toContainText('This cart needs an access code.'),
    },
    {
      name: 'access-dialog-empty',
      shows: ['status/AccessDialog'],
      open: ({ button }) => button('Enter an access code').click(),
      back: ({ button }) => button('Enter an access code'),
    },
    {
      name: 'access-ended',
      open: async ({ cart }) => {
        await cart.add('Milk 1.29');
        await cart.enterCode(await codeFor('Ana', 'editor'));
        await expect(cart.alert).toContainText('Your access to this cart has ended.');
      },
    },
    {
      name: 'access-ended-status',
      open: ({ cart }) => cart.summary.click(),
      back: ({ cart }) => cart.summary,
    },
    {
      name: 'access-dialog',
      open: async ({ button, cart }) => {
        await button('Enter a new access code').click();
        await cart.accessDialog.getByLabel('New access code').fill(await codeFor('Ben', 'reader'));
        await expect(cart.accessDialog).toContainText('cannot go out in the name of Ben');
      },
    },
    {
      name: 'access-dialog-wrong',
      shows: ['shared/AccessCodeField'],
      open: async ({ cart }) => {
        await cart.accessDialog.getByLabel('New access code').fill('nonsense');
        await cart.accessDialog.getByRole('button', { name: 'Remove this code…' }).click();
      },
      back: ({ button }) => button('Enter a new access code'),
    },
  ],
};
