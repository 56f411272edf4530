import * as v from 'valibot';
import { isUserId, type UserId } from '../cart/ids.ts';

/** Longest row key that is told to others: the relay takes only so much presence. */
export const MAX_EDITING = 1024;

/** What a client says of itself in awareness while it is at a cart. */
export interface PresenceState {
  readonly user: UserId;
  /** Key of the row they are editing. */
  readonly editing: string | null;
}

/** Checks what others say of themselves. */
export const presenceState = v.object({
  user: v.custom<UserId>(isUserId, 'not a user id'),
  editing: v.nullable(v.pipe(v.string(), v.maxLength(MAX_EDITING))),
}) satisfies v.GenericSchema<unknown, PresenceState>;
