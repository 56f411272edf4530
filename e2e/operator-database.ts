import { readFileSync, writeFileSync } from 'node:fs';
import { runPsql, startPostgres, type PostgresServer } from '../ledger/testing/postgres-server.ts';

/** Who the admin view works as: owns the database, and is asked for a password. */
export const OPERATOR = { name: 'operator', password: 'S3cr%t: w0rd/@' } as const;

/** A PostgreSQL of its own, which asks the operator for a password and lets the superuser in. */
export interface OperatorServer {
  /** A new, empty database that the operator owns. */
  newDatabase(): OperatorDatabase;
  destroy(): void;
}

export interface OperatorDatabase {
  /** As the operator enters it, without the password. */
  readonly url: string;
  /** The address of somebody who may do anything by hand. */
  readonly ownerUrl: string;
}

export async function startOperatorServer(): Promise<OperatorServer> {
  const server = await startPostgres();
  const superuser = `postgres://postgres@127.0.0.1:${server.port}/postgres`;
  const { name, password } = OPERATOR;
  server.psql(superuser, '-c', `create role ${name} login password '${password}'`);
  askForPassword(server, superuser);
  return {
    newDatabase: () => {
      const ownerUrl = server.newDatabase();
      server.psql(ownerUrl, '-c', `alter database ${new URL(ownerUrl).pathname.slice(1)} owner to ${name}`);
      return { ownerUrl, url: ownerUrl.replace('postgres@', `${name}@`) };
    },
    destroy: () => server.destroy(),
  };
}

/** The first line that fits counts, so this one goes to the top. */
function askForPassword(server: PostgresServer, superuser: string): void {
  const file = server.psql(superuser, '-c', 'show hba_file');
  const rule = `host all ${OPERATOR.name} 127.0.0.1/32 scram-sha-256\n`;
  writeFileSync(file, rule + readFileSync(file, 'utf8'));
  server.psql(superuser, '-c', 'select pg_reload_conf()');
}

/** Statements said by psql, one after the other, with their answers. */
export const byHand = (url: string, ...statements: readonly string[]): readonly string[] =>
  statements.map((statement) => runPsql(url, '-c', statement));
