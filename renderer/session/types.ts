import type { UserId } from '../../cart/ids.ts';
import type { Refusal } from '../../protocol/frames.ts';
import type { Connection } from '../../protocol/relay-link.ts';

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

/** What a person may need to know about the safety of their changes. Counts are in operations. */
export interface SessionStatus {
  readonly load: 'loading' | 'ready' | 'failed';
  /** In plain words; other than `null` means that changes are not being saved on this computer. */
  readonly storageProblem: string | null;
  readonly connection: Connection;
  /** In plain words, when there is more to say than `connection` does. */
  readonly connectionProblem: string | null;
  readonly access: AccessState;
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
