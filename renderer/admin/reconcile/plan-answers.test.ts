import { describe, expect, it } from 'vitest';
import type { CartId, OpId } from '../../../cart/ids.ts';
import type { RepairPlan, RepairQuestion } from '../../../protocol/repair-plan.ts';
import { answerKey, choicesFor, openForRelay, withAnswers } from './plan-answers.ts';

const kitchen = 'kitchen' as CartId;
const mine = '0123456789abc.1' as OpId;
const note = { kind: 'title', title: 'Ward', at: '000000000000001-00000', by: 'ben' };
const question = (sources: readonly string[], op: unknown, opId = mine): RepairQuestion => ({
  opId,
  versions: sources.map((source) => ({ source, hash: source, op })),
  why: '',
  keep: null,
});
const keeps = (asked: RepairQuestion) => choicesFor(asked).map(({ keep }) => keep);

describe('choicesFor', () => {
  it('lets the relay’s version be kept where the relay has one, since its log cannot be changed', () => {
    expect(keeps(question(['relay', 'db'], { kind: 'title' }))).toEqual(['relay', null]);
  });

  it('offers the relay only what is an operation', () => {
    expect(keeps(question(['db'], note))).toEqual(['db', 'none', null]);
    expect(keeps(question(['db'], { kind: 5 }))).toEqual(['none', null]);
    expect(keeps(question(['db'], note, 'strange' as OpId))).toEqual(['none', null]);
  });
});

describe('withAnswers', () => {
  const plan: RepairPlan = {
    planVersion: 1,
    ...{ runId: 'r', madeAt: '', relay: '', notes: [], digest: 'd' },
    carts: [
      { cartId: kitchen, actions: [], questions: [{ ...question(['db'], note), keep: 'db' }] },
      { cartId: 'ward' as CartId, actions: [], questions: [question(['relay', 'db'], note)] },
    ],
  };
  const kept = (answered: RepairPlan) =>
    answered.carts.flatMap((cart) => cart.questions.map(({ keep }) => keep));

  it('takes an answer back too, and leaves others as the plan has them', () => {
    expect(kept(withAnswers(plan, new Map()))).toEqual(['db', null]);
    expect(kept(withAnswers(plan, new Map([[answerKey(kitchen, mine), null]])))).toEqual([null, null]);
    expect(kept(withAnswers(plan, new Map([[answerKey('ward' as CartId, mine), 'relay']])))).toEqual([
      'db',
      'relay',
    ]);
  });

  it('leaves open what the relay has a version for until that is kept', () => {
    const key = answerKey('ward' as CartId, mine);
    expect(openForRelay(plan)).toEqual([key]);
    expect(openForRelay(withAnswers(plan, new Map([[key, 'relay']])))).toEqual([]);
    expect(openForRelay(withAnswers(plan, new Map([[answerKey(kitchen, mine), null]])))).toEqual([key]);
  });
});
