import { assertNever } from '../../../cart/result.ts';
import type { RelayHealth } from '../../../protocol/admin/relay.ts';
import { conditionOf, metricOf } from './relay-readings.ts';

interface ConditionWords {
  /** As on a badge. */
  readonly title: string;
  /** What it means for people and carts. */
  readonly meaning: string;
  /** In the relay's or the network's own words; `null` if there is nothing to add. */
  readonly reason: string | null;
}

/** How the relay is, for operators. */
export function conditionWords(health: RelayHealth): ConditionWords {
  const condition = conditionOf(health);
  switch (condition) {
    case 'ready':
      return { title: 'Ready', meaning: 'It takes changes and stores them.', reason: null };
    case 'not-ready': {
      const isUnwritable = metricOf(health, 'trolley_log_writable') === 0;
      return {
        title: isUnwritable ? 'Cannot store changes' : 'Answers, but is not ready',
        meaning: isUnwritable
          ? 'It cannot write its log, so it takes no changes. Desktops keep theirs until it can.'
          : 'It takes no new changes, as when it is about to stop. Desktops keep theirs and hand them in later.',
        reason: health.reason,
      };
    }
    case 'away':
      return {
        title: 'Away',
        meaning:
          'It does not answer. Desktops go on by themselves and hand in their changes when it is back.',
        reason: health.reason,
      };
    default:
      return assertNever(condition);
  }
}
