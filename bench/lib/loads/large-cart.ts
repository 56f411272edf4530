import { dialects } from '../clients/dialect.ts';
import { Writer } from '../clients/writer.ts';
import { writeAdds } from '../clients/written-updates.ts';
import { median } from '../report/statistics.ts';
import { newDeferred } from './deferred.ts';
import { joinOnce } from './joins.ts';
import type { Figures, Served } from './load.ts';
import { startStopwatch } from './stopwatch.ts';

export interface LargeCartOptions extends Served {
  /** Operations in the cart. */
  readonly ops: number;
  /** Operations written to another cart before. */
  readonly warmUp: number;
  /** Operations more, to see what one costs. */
  readonly commits: number;
  readonly joins: number;
}

/**
 * A cart of so many operations: what one more costs, and what joining it does: right after a change, when nobody
 * has been sent the cart as it is now, and again without one. The processor time of the former includes the change.
 */
export async function largeCart(options: LargeCartOptions): Promise<Figures> {
  const { ops, commits, joins, ws, pid } = options;
  const dialect = dialects[options.dialect];
  const { promise: failed, reject: onError } = newDeferred();
  const warmUp = new Writer({ dialect, ws, cart: 'warm-up', updates: writeAdds(options.warmUp), onError });
  await Promise.race([failed, warmUp.ready.then(() => warmUp.write(options.warmUp, 16))]);
  warmUp.end();
  const updates = writeAdds(ops + commits + 2 * joins);
  const writer = new Writer({ dialect, ws, cart: 'large', updates, onError });
  const write = (count: number, inFlight: number) => Promise.race([failed, writer.write(count, inFlight)]);
  await Promise.race([failed, writer.ready]);
  await write(ops, 64);

  const stop = startStopwatch(pid);
  await write(commits, 16);
  const commitCost = stop();

  const join = async (isChanged: boolean): Promise<{ readonly time: number; readonly cpu: number }> => {
    const times: number[] = [];
    const stopJoins = startStopwatch(pid);
    for (let n = 0; n < joins; n += 1) {
      if (isChanged) await write(1, 1);
      const joining = joinOnce({ dialect, ws, client: updates.client, ops: writer.acknowledged, onError });
      const joined = await Promise.race([failed, joining]);
      times.push((joined?.milliseconds ?? Number.NaN) * 1000);
      joined?.session.end();
    }
    return { time: median(times), cpu: (stopJoins()['serverCpu'] ?? 0) / joins };
  };
  // The first time round is the warm-up.
  await join(true);
  const changed = await join(true);
  const unchanged = await join(false);
  writer.end();
  return {
    updates: commits,
    commitCpu: (commitCost['serverCpu'] ?? 0) / commits,
    changedTime: changed.time,
    changedCpu: changed.cpu,
    unchangedTime: unchanged.time,
    unchangedCpu: unchanged.cpu,
  };
}
