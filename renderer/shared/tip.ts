import { Tooltip } from 'bits-ui';

/** The window has one tooltip, shared by every control that has a word to say. */
export const tip: Tooltip.Tether<string> = Tooltip.createTether<string>();
