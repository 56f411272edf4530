/** ISO 8601 in UTC, for programs; milliseconds since 1970. */
export const isoTime = (time: number): string => new Date(time).toISOString();
