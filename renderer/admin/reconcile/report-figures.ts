import type { CartTotals, ReconcileReport } from '../../../protocol/reconcile-report.ts';
import { isDifference, verdicts, type CartResult, type Verdict } from '../../../protocol/verdict.ts';
import { counted, numberText } from '../../shared/counting.ts';

/** How many carts of a report are how; the four add up to all of them. */
export interface ReportFigures {
  readonly carts: number;
  readonly equal: number;
  /** Something is on its way, and nothing is wrong. */
  readonly onTheWay: number;
  readonly differing: number;
  readonly unknown: number;
}

/** How many carts are how. */
export function reportFigures({ carts }: ReconcileReport): ReportFigures {
  const count = (isMeant: (verdict: Verdict) => boolean) =>
    carts.filter(({ verdict }) => isMeant(verdict)).length;
  const [equal, onTheWay, unknown] = (['EQUAL', 'LAG', 'UNREACHABLE'] as const).map((one) =>
    count((verdict) => verdict === one),
  ) as [number, number, number];
  const differing = carts.length - equal - onTheWay - unknown;
  return { carts: carts.length, equal, onTheWay, differing, unknown };
}

export interface VerdictGroup {
  readonly verdict: Verdict;
  readonly carts: readonly CartResult[];
}

/** The gravest first; what merely waits comes last. */
const order: readonly Verdict[] = [
  ...verdicts.filter((verdict) => verdict !== 'EQUAL' && verdict !== 'LAG'),
  'LAG',
];

/** Carts that are not equal, by verdict. */
export const groupByVerdict = ({ carts }: ReconcileReport): readonly VerdictGroup[] =>
  order
    .map((verdict) => ({ verdict, carts: carts.filter((cart) => cart.verdict === verdict) }))
    .filter((group) => group.carts.length > 0);

/** A term of the sum that must close. */
export interface SumTerm {
  readonly count: number;
  readonly name: string;
  /** What it means. */
  readonly meaning: string;
}

/** The right side of: issued = live + cancelled + ignored + refused + in flight + unaccounted. */
export const sumTerms = (totals: CartTotals): readonly SumTerm[] => [
  { count: totals.live, name: 'in force', meaning: 'they make up what the carts show' },
  { count: totals.cancelled, name: 'cancelled', meaning: 'by another operation with a name, or taken back' },
  { count: totals.ignored, name: 'ignored', meaning: 'of a kind that this version does not know' },
  { count: totals.refused, name: 'refused', meaning: 'the relay would not take them, and said so' },
  { count: totals.inFlight, name: 'on their way', meaning: 'in an outbox, not yet at the relay' },
  { count: totals.unaccounted, name: 'unaccounted for', meaning: 'nobody can say where they are' },
];

/** What a report comes to, in one sentence without its full stop. */
export function reportHeadline(report: ReconcileReport): {
  readonly tone: 'good' | 'waiting' | 'bad' | 'unknown';
  readonly text: string;
} {
  const { carts, differing, unknown, onTheWay } = reportFigures(report);
  if (differing > 0)
    return { tone: 'bad', text: `${counted(differing, 'cart')} of ${numberText(carts)} differ` };
  if (unknown > 0 || report.unreachable.length > 0) {
    return { tone: 'unknown', text: 'Not everything could be read, so nothing is proven' };
  }
  if (report.totals.unaccounted !== 0) {
    return { tone: 'bad', text: `${counted(report.totals.unaccounted, 'operation')} unaccounted for` };
  }
  if (carts === 0) return { tone: 'unknown', text: 'There was no cart to check' };
  if (onTheWay > 0) {
    return {
      tone: 'waiting',
      text: `Nothing is wrong; ${counted(onTheWay, 'cart')} of ${numberText(carts)} on the way`,
    };
  }
  return {
    tone: 'good',
    text:
      carts === 1
        ? 'The cart is the same everywhere'
        : `All ${numberText(carts)} carts are the same everywhere`,
  };
}

/** Whether there is anything that a plan could be made of. */
export const needsPlan = (report: ReconcileReport): boolean =>
  report.carts.some(({ findings }) => findings.some(isDifference));
