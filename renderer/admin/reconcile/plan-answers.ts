import { isOpId, type CartId, type OpId } from '../../../cart/ids.ts';
import { parseOp } from '../../../cart/op.ts';
import type { RepairPlan, RepairQuestion } from '../../../protocol/repair-plan.ts';

export type Keep = RepairQuestion['keep'];

/** A way to answer a question of a plan, with what it leads to. */
export interface AnswerChoice {
  readonly keep: Keep;
  readonly label: string;
  readonly consequence: string;
}

const leaveOpen: AnswerChoice = {
  keep: null,
  label: 'Leave it open',
  consequence:
    'Every version is kept aside for later. Nothing else happens, and the next check finds it again.',
};

/**
 * The answers that make sense for a question; one of them is always to leave it open.
 *
 * What the relay has too cannot merely be withdrawn: the export that ends a repair would bring it back.
 */
export function choicesFor(question: RepairQuestion): readonly AnswerChoice[] {
  if (question.versions.some(({ source }) => source === 'relay')) {
    return [
      {
        keep: 'relay',
        label: 'Keep the relay’s version',
        consequence:
          'The database’s version is taken out, kept aside, and the relay’s is written in its place. The cart stays as people see it.',
      },
      leaveOpen,
    ];
  }
  return [
    ...(isOperation(question)
      ? [
          {
            keep: 'db',
            label: 'Hand it to the relay',
            consequence:
              'It becomes part of the cart, and everybody in the cart gets it. This cannot be taken back by a repair.',
          } as const,
        ]
      : []),
    {
      keep: 'none',
      label: 'Withdraw it',
      consequence: 'It is taken out of the database and kept aside. The cart stays as people see it.',
    },
    leaveOpen,
  ];
}

/** Whether a cart can take what the database has. */
function isOperation({ opId, versions }: RepairQuestion): boolean {
  const [version] = versions;
  return version !== undefined && isOpId(opId) && parseOp(opId, version.op).status !== 'malformed';
}

/** Answers to questions of a plan, by cart and operation; a question that is not here has the plan's own answer. */
export type Answers = ReadonlyMap<string, Keep>;

export const answerKey = (cartId: CartId, opId: OpId): string => `${cartId} ${opId}`;

/** The plan with these answers in it. Its digest does not cover answers, so it stays valid. */
export const withAnswers = (plan: RepairPlan, answers: Answers): RepairPlan => ({
  ...plan,
  carts: plan.carts.map((cart) => ({
    ...cart,
    questions: cart.questions.map((question) => {
      const given = answers.get(answerKey(cart.cartId, question.opId));
      return { ...question, keep: given === undefined ? question.keep : given };
    }),
  })),
});

/** Keys of the questions without an answer that the relay has a version for. */
export const openForRelay = ({ carts }: RepairPlan): readonly string[] =>
  carts.flatMap(({ cartId, questions }) =>
    questions
      .filter(({ keep, versions }) => keep === null && versions.some(({ source }) => source === 'relay'))
      .map(({ opId }) => answerKey(cartId, opId)),
  );
