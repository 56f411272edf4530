import { dialects } from '../clients/dialect.ts';
import { newHttpShopper } from '../clients/http-shopper.ts';
import { Writer } from '../clients/writer.ts';
import { writeAdds } from '../clients/written-updates.ts';
import { median, percentile } from '../report/statistics.ts';
import { newDeferred } from './deferred.ts';
import type { Figures, Served } from './load.ts';

export interface ShopperOptions extends Served {
  readonly adds: number;
  /** Carts that this is done with, one after the other; and before those that are measured. */
  readonly carts: number;
  readonly warmUp: number;
}

/**
 * One client fills a cart and checks out, and nobody else is there.
 *
 * `adds` runs from the first add's way to the socket until the last is acknowledged: a message each, none waiting
 * for another. `checkout` is the HTTP request after it. `httpAdds` is the same number of adds in requests on one
 * kept connection, each after the answer to the one before it. The last two are Trolley's only, and only if it
 * has that interface.
 */
export async function shopper(options: ShopperOptions): Promise<Figures> {
  const http = options.http === undefined ? null : await newHttpShopper(options.http);
  const pipelined: number[] = [];
  const checkouts: number[] = [];
  const requested: number[] = [];
  for (let cart = 0; cart < options.warmUp + options.carts; cart += 1) {
    const isMeasured = cart >= options.warmUp;
    const note = (times: number[], time: number): void => {
      if (isMeasured) times.push(time * 1000);
    };
    const adds = await addOverOneConnection(options, `shopper-${cart}`);
    note(pipelined, adds);
    if (!http) continue;
    note(checkouts, await http.checkOut(`shopper-${cart}`));
    note(requested, await http.add(`caller-${cart}`, options.adds));
  }
  http?.end();
  return {
    adds: median(pipelined),
    addsP99: percentile(pipelined, 0.99),
    ...(http ? { checkout: median(checkouts), httpAdds: median(requested) } : {}),
  };
}

/** Milliseconds. */
async function addOverOneConnection(
  { dialect: name, ws, adds }: ShopperOptions,
  cart: string,
): Promise<number> {
  const { promise: failed, reject: onError } = newDeferred();
  const writer = new Writer({ dialect: dialects[name], ws, cart, updates: writeAdds(adds), onError });
  await Promise.race([failed, writer.ready]);
  const begin = performance.now();
  await Promise.race([failed, writer.write(adds, adds)]);
  const time = performance.now() - begin;
  writer.end();
  return time;
}
