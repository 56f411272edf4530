import { expect, test } from 'vitest';
import { describeFailure, runHistory } from './testing/history-run.ts';
import { histories, seed } from './testing/settings.ts';

/*
 * Four windows, three disks, one cart, and everything that goes wrong with networks and disks, at random.
 *
 * After all have met, every copy must be the same byte for byte, every unit must be there that an account
 * kept apart from the fold says, nothing may be lost that anybody still had, and every operation must have
 * a fate with a name. See `testing/account.ts` for the account, `testing/world.ts` for the world.
 */
test(
  `${histories} random histories from seed ${seed} end with exactly the right units`,
  { timeout: 600_000 },
  () => {
    let written = 0;
    let lost = 0;
    for (let next = seed; next < seed + histories; next += 1) {
      const outcome = runHistory(next);
      if ('message' in outcome) expect.fail(describeFailure(outcome));
      written += outcome.written;
      lost += outcome.lost;
    }
    expect(written / histories).toBeGreaterThan(5);
    if (histories > 100) expect(lost).toBeGreaterThan(0);
  },
);
