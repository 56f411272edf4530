import type { ReconcileReport } from '../protocol/reconcile-report.ts';
import type { CartResult, Verdict } from '../protocol/verdict.ts';

/** Operations named in one line; the rest is a number. */
const SHOWN = 5;

/** A run for people: the carts that are not equal, each finding in a line, and the sums. */
export function reportText({ carts, totals, unreachable }: ReconcileReport): string {
  const counts = new Map<Verdict, number>();
  for (const { verdict } of carts) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const lines = [
    ...carts.filter(({ equal }) => !equal).flatMap(cartLines),
    ...unreachable.map((reason) => `not reached: ${reason}`),
    `${carts.length} carts: ${[...counts].map(([verdict, count]) => `${count} ${verdict}`).join(', ') || 'none'}`,
    `${totals.issued} operations issued = ${totals.live} live + ${totals.cancelled} cancelled + ${totals.ignored} ignored` +
      ` + ${totals.refused} refused + ${totals.inFlight} in flight + ${totals.unaccounted} unaccounted for`,
  ];
  return `${lines.join('\n')}\n`;
}

function cartLines({ cartId, findings }: CartResult): readonly string[] {
  return findings.map(({ verdict, opIds, detail }) => {
    const rest = opIds.length - SHOWN;
    const ids = opIds.slice(0, SHOWN).join(' ') + (rest > 0 ? ` and ${rest} more` : '');
    return `${cartId}  ${verdict}  ${detail}${ids === '' ? '' : `: ${ids}`}`;
  });
}
