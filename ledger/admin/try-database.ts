import type { DatabaseTrial } from '../../protocol/admin/database.ts';
import type { Database } from '../database/database.ts';
import { openEmbedded } from '../database/embedded-database.ts';
import { isMigrated } from '../database/migrate.ts';
import type { ChosenDatabase } from './chosen-database.ts';

/** Connects once and changes nothing. Rejects as `Database` does. */
export async function tryDatabase(chosen: ChosenDatabase, clock: () => number): Promise<DatabaseTrial> {
  const begun = clock();
  if (chosen.isThere) return { ...(await look(await chosen.asIs())), milliseconds: clock() - begun };
  // One in memory is like the one that would be made.
  const database = await openEmbedded();
  try {
    return { ...(await look(database)), milliseconds: clock() - begun };
  } finally {
    await database.close();
  }
}

async function look(database: Database): Promise<Omit<DatabaseTrial, 'milliseconds'>> {
  const [server] = await database.query<{ version: string; isEncrypted: boolean | null }>(
    `select version(), (select ssl from pg_stat_ssl where pid = pg_backend_pid()) as "isEncrypted"`,
  );
  return {
    // As in "PostgreSQL 15.14 (Debian 15.14-0+deb12u1) on x86_64-pc-linux-gnu, …".
    version: /^\S+ [\d.]+\w*/.exec(server?.version ?? '')?.[0] ?? 'unknown',
    isMigrated: await isMigrated(database),
    isEncrypted: server?.isEncrypted ?? null,
  };
}
