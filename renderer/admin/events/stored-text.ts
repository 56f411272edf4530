const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const dayAndClock = new Intl.DateTimeFormat(undefined, {
  ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
});

/** "14:05:10", or "20 Nov, 14:05" of another day than today; both in milliseconds since 1970. */
export const storedText = (time: number, now: number): string =>
  new Date(time).toDateString() === new Date(now).toDateString()
    ? clock.format(time)
    : dayAndClock.format(time);
