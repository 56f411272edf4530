import * as v from 'valibot';
import { isRelayUrl } from './join-link.ts';
import { languages } from './language.ts';

/** What a person has chosen for a profile; kept beside it, and the same in all its windows. */
export const settingsSchema = v.object({
  theme: v.picklist(['system', 'light', 'dark']),
  /** Taken up at the next start. */
  language: v.picklist(['system', ...languages]),
  /** Where new carts are shared; `null` for carts of this computer alone. */
  relayUrl: v.nullable(v.custom<string>(isRelayUrl, 'not the address of a relay')),
  /** Whether to work offline, for all carts. */
  offline: v.boolean(),
  /** Whether to tell of others' changes while no window is in front. */
  notifications: v.boolean(),
});
export type Settings = v.InferOutput<typeof settingsSchema>;

export const defaultSettings: Settings = {
  theme: 'system',
  language: 'system',
  relayUrl: null,
  offline: false,
  notifications: true,
};
