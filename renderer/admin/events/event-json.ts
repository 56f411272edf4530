import type { OpEvent } from '../../../protocol/events.ts';

/** Events as JSON lines, as `trolley events` prints them, each with its line end. */
export const eventLines = (events: readonly OpEvent[]): string =>
  events.map((event) => `${JSON.stringify(event)}\n`).join('');

/** One event for reading. */
export const eventJson = (event: OpEvent): string => JSON.stringify(event, null, 2);
