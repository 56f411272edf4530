import type { Session } from './database.ts';

/** When the last export of everything began that came to its end; milliseconds since 1970. */
export async function readLastExport(session: Session): Promise<number | null> {
  const [row] = await session.query<{ at: Date | null }>(
    'select max(started_at) as at from trolley.export_run where finished_at is not null',
  );
  return row?.at?.getTime() ?? null;
}
