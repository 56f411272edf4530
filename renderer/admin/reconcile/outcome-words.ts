import { assertNever } from '../../../cart/result.ts';
import type { ApplyOutcome } from '../../../protocol/repair-plan.ts';
import { counted } from '../../shared/counting.ts';

/** What applying a plan came to, for people. */
export interface OutcomeWords {
  readonly tone: 'fine' | 'notice' | 'alarm';
  readonly headline: string;
  /** What it means, and what to do next; sentences with their full stops. */
  readonly detail: string;
}

/** What applying came to, and what to do next. */
export function outcomeWords(outcome: ApplyOutcome): OutcomeWords {
  switch (outcome.status) {
    case 'altered':
      return {
        tone: 'alarm',
        headline: 'Nothing was changed: the plan is not as it was made',
        detail: 'Only the answers in a plan may change. Check again and make a new plan.',
      };
    case 'moved':
      return {
        tone: 'notice',
        headline: 'Nothing was changed: something is not as it was when the plan was made',
        detail: `In ${counted(outcome.carts.length, 'cart')} the differences are not those that you reviewed, or could not be looked at. Check again and make a new plan.`,
      };
    case 'applied':
      return appliedWords(outcome);
    default:
      return assertNever(outcome);
  }
}

function appliedWords({
  actions,
  asked,
  refusals,
}: Extract<ApplyOutcome, { status: 'applied' }>): OutcomeWords {
  const done = `${counted(actions, 'step')} done, and written down under “Repairs done”.`;
  if (refusals.length > 0) {
    return {
      tone: 'alarm',
      headline: 'Applied, but not everything could be done',
      detail: `${done} What could not be done is listed here. Check again to see what is left.`,
    };
  }
  if (asked > 0) {
    return {
      tone: 'notice',
      headline: `Applied, with ${counted(asked, 'question')} left open`,
      detail: `${done} What you left open is kept aside in every version, and the next check finds it again.`,
    };
  }
  return {
    tone: 'fine',
    headline: 'Applied, all of it',
    detail: `${done} Check again to see that nothing is left.`,
  };
}
