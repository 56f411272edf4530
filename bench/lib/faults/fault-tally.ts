import type { ReconcileReport } from '../../../protocol/reconcile-report.ts';
import { inOneLine, type Fault } from './fault.ts';

/** What was found of what was done. */
export interface FaultTally {
  readonly found: readonly Fault[];
  /** An export had put it right before anybody looked. */
  readonly mended: number;
  readonly missed: readonly Fault[];
  /** Found, and nobody did it. */
  readonly false: readonly string[];
}

/** Counts what a run found; a fault that it did not find counts as missed while it is still there. */
export async function tallyFaults(faults: readonly Fault[], report: ReconcileReport): Promise<FaultTally> {
  const lines = new Set(
    report.carts.flatMap(({ cartId, findings }) =>
      findings
        .filter(({ verdict }) => verdict !== 'LAG')
        .map(({ verdict, opIds }) => inOneLine(cartId, verdict, opIds)),
    ),
  );
  const expected = new Set(faults.map((fault) => fault.expected));
  const unfound = faults.filter((fault) => !lines.has(fault.expected));
  const missed: Fault[] = [];
  for (const fault of unfound) if (await fault.isThere()) missed.push(fault);
  return {
    ...{ found: faults.filter((fault) => lines.has(fault.expected)), missed },
    mended: unfound.length - missed.length,
    false: [...lines].filter((line) => !expected.has(line)),
  };
}
