import { durationText } from '../parts/duration-text.ts';

/** "40 ms"; "clock ahead" for what seems to have arrived before it was made; nothing for what is not known. */
export function handToRelayText(milliseconds: number | null): string {
  if (milliseconds === null) return '–';
  return milliseconds < 0 ? 'clock ahead' : durationText(milliseconds);
}
