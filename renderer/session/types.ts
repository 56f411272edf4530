import type { UserId } from '../../cart/ids.ts';
import type { Refusal } from '../../protocol/frames.ts';
import type { Connection } from '../../protocol/relay-link.ts';
import type { Loaded } from './load-cart.ts';

/** Somebody who has the cart open now; several windows of one person are several entries. */
export interface Person {
  /** Yjs client: one for each open window. */
  readonly clientId: number;
  readonly user: UserId;
  /** A CSS colour from `presenceColors`, readable on light and dark. */
  readonly color: string;
  readonly isSelf: boolean;
  /** Key of the row they are editing. */
  readonly editing: string | null;
  /** Nobody has touched this window of theirs for a while. */
  readonly isAway: boolean;
}

/** Whether this window takes part: in full, only to look, or not, and why. */
export type AccessState =
  | 'fine'
  | 'look-only'
  /** The relay asks for a token, and there is none. */
  | 'missing'
  /** The relay takes the token no longer. */
  | 'ended'
  /** The token is for another cart. */
  | 'elsewhere';

/** Why a cart could not be opened; the reason is for whoever looks into it. */
export type LoadProblem = Pick<Extract<Loaded, { readonly ok: false }>, 'kind' | 'reason'>;

/** What a person may need to know about the safety of their changes. Counts are in operations. */
export interface SessionStatus {
  readonly load: 'loading' | 'ready' | 'failed';
  /** Other than `null` when `load` is `failed`. */
  readonly loadProblem: LoadProblem | null;
  /** In plain words; other than `null` means that changes are not being saved on this computer. */
  readonly storageProblem: string | null;
  readonly connection: Connection;
  /** In plain words, when there is more to say than `connection` does. */
  readonly connectionProblem: string | null;
  /** The relay is none of Trolley's, or from before it said what it has stored. */
  readonly isOtherServer: boolean;
  /** How far the relay's clock is ahead of this computer's, in milliseconds; `null` until it was met. */
  readonly clockOffset: number | null;
  readonly access: AccessState;
  /** Operations that this version does not know: kept, and passed on. */
  readonly unknownOps: number;
  /** Not yet on this computer's disk. */
  readonly unsaved: number;
  /** Not yet given to the network on this connection, nor known to be on the relay. */
  readonly unsent: number;
  /** Not yet known to be on the relay's disk. */
  readonly undurable: number;
  /** When the relay was last heard, in milliseconds since 1970. */
  readonly lastContact: number | null;
  /** What the relay would not take, the latest last. */
  readonly refusals: readonly Refusal[];
}
