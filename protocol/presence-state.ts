import * as v from 'valibot';
import { isUserId, type UserId } from '../cart/ids.ts';

/** Longest row key that is told to others: the relay takes only so much presence. */
export const MAX_EDITING = 1024;

/** What a client says of itself in awareness while it is at a cart. */
export interface PresenceState {
  readonly user: UserId;
  /** Key of the row they are editing. */
  readonly editing: string | null;
  /** Nobody has touched this window for a while, or it is out of sight. */
  readonly isAway?: boolean | undefined;
}

/** Checks what others say of themselves. */
export const presenceState = v.object({
  user: v.custom<UserId>(isUserId, 'not a user id'),
  editing: v.nullable(v.pipe(v.string(), v.maxLength(MAX_EDITING))),
  isAway: v.optional(v.boolean()),
}) satisfies v.GenericSchema<unknown, PresenceState>;
