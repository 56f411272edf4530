import { app } from 'electron';
import * as v from 'valibot';
import { isCartId, type CartId } from '../cart/ids.ts';
import type { Switches } from './switches.ts';

/** What a second start hands over. Not its command line, which Chromium puts in another order. */
const handoverSchema = v.object({ cartId: v.custom<CartId>(isCartId, 'not a cart id') });
type Handover = v.InferOutput<typeof handoverSchema>;

/** Whether this profile is open already; the instance that has it is then asked to open a window. */
export function isSecondStart({ cartId }: Switches): boolean {
  const handover: Handover = { cartId };
  return !app.requestSingleInstanceLock(handover);
}

export function onSecondStart(open: (handover: Handover) => void): void {
  app.on('second-instance', (_event, _argv, _directory, data) => {
    const parsed = v.safeParse(handoverSchema, data);
    if (parsed.success) open(parsed.output);
  });
}
