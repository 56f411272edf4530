import { app } from 'electron';
import * as v from 'valibot';
import { isCartId, type CartId } from '../../cart/ids.ts';
import { isRelayUrl } from '../../protocol/join-link.ts';
import type { Switches } from './switches.ts';

const cartId = v.custom<CartId>(isCartId, 'not a cart id');
const relayUrl = v.custom<string>(isRelayUrl, 'not the address of a relay');

/** What a second start hands over. Not its command line, which Chromium puts in another order. */
const handoverSchema = v.object({
  cartId: v.nullable(cartId),
  relayUrl: v.nullable(relayUrl),
  link: v.nullable(v.object({ cartId, relayUrl })),
});
export type Handover = v.InferOutput<typeof handoverSchema>;

/** Whether this profile is open already; the instance that has it is then asked to do what this one was started for. */
export function isSecondStart(switches: Switches): boolean {
  const { cartId, relayUrl, link } = switches;
  const handover: Handover = { cartId, relayUrl, link };
  return !app.requestSingleInstanceLock(handover);
}

export function onSecondStart(open: (handover: Handover) => void): void {
  app.on('second-instance', (_event, _argv, _directory, data) => {
    const parsed = v.safeParse(handoverSchema, data);
    if (parsed.success) open(parsed.output);
  });
}
