import * as v from 'valibot';
import { isCartId, type CartId, type OpId } from '../cart/ids.ts';

const cartId = v.custom<CartId>(isCartId, 'not a cart id');
/** Also what only claims to be one. */
const opId = v.custom<OpId>((id) => typeof id === 'string', 'not an operation id');
const opIds = v.array(opId);

/** What a repair does: adds what is missing, makes again what is derived. Nothing else. */
const action = v.strictObject({
  action: v.picklist([
    /** Operations that the relay lacks are given to it, as a client would. */
    'send_to_relay',
    /** Operations that the database lacks are exported to it. */
    'insert_into_database',
    /** A row whose operation is right and whose other columns are not is withdrawn and written again. */
    'restore_row',
    /** `cart_line` is made again from the operations. */
    'rebuild_projection',
  ]),
  opIds,
  /** For people. */
  why: v.string(),
});
export type RepairAction = v.InferOutput<typeof action>;

/** What to do with an operation that there are two versions of, or that came from nowhere known. */
const question = v.strictObject({
  opId,
  versions: v.array(v.strictObject({ source: v.string(), hash: v.string(), op: v.unknown() })),
  why: v.string(),
  /**
   * `relay`: the row of the database is withdrawn, and the relay's version written. `none`: it is withdrawn.
   * `db`: the relay is given it, for one that it has no version of.
   */
  keep: v.nullable(v.picklist(['relay', 'db', 'none'])),
});
export type RepairQuestion = v.InferOutput<typeof question>;

const plannedCart = v.strictObject({ cartId, actions: v.array(action), questions: v.array(question) });
export type PlannedCart = v.InferOutput<typeof plannedCart>;

export const repairPlan = v.strictObject({
  planVersion: v.literal(1),
  runId: v.string(),
  madeAt: v.string(),
  relay: v.string(),
  carts: v.array(plannedCart),
  /** Differences that a repair cannot mend from here, in words. */
  notes: v.array(v.string()),
  /** Of what was found and what is to be done; not of the answers. */
  digest: v.string(),
});
export type RepairPlan = v.InferOutput<typeof repairPlan>;

/** What applying a plan came to. */
export type ApplyOutcome =
  | {
      readonly status: 'applied';
      readonly actions: number;
      /** Questions left without an answer: those versions are in quarantine. */
      readonly asked: number;
      /** What the relay would not take, in words. */
      readonly refusals: readonly string[];
    }
  /** The plan is not as it was made: nothing was done. */
  | { readonly status: 'altered' }
  /** Something is not as it was when the plan was made: nothing was done. */
  | { readonly status: 'moved'; readonly carts: readonly CartId[] };
