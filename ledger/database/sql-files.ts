import { createRequire } from 'node:module';
import { dirname } from 'node:path';

/**
 * Where the SQL files are.
 *
 * Found by the package's own name for them (`imports` in `package.json`), which is the same for the sources
 * and for the programs built of them.
 */
export const sqlDirectory = (): string =>
  dirname(createRequire(import.meta.url).resolve('#sql/db_state.sql'));
