import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '../../cart/result.ts';
import { LOG_FORMAT, openEnvironment, type LogEnvironment } from './log-environment.ts';
import { readFormat } from './log-meta.ts';
import { LogUnopenable } from './update-log.ts';

/** Opens the log of a data directory beside the relay that may be using it. Throws `LogUnopenable`. */
export const openForReading = (dataDir: string): LogEnvironment => openLogForReading(join(dataDir, 'log'));

/** Opens the log at a path. Throws `LogUnopenable` if there is none of this format. */
export function openLogForReading(path: string): LogEnvironment {
  if (!existsSync(join(path, 'data.mdb'))) throw new LogUnopenable(`there is no log at ${path}`);
  let environment: LogEnvironment;
  try {
    environment = openEnvironment(path, { readOnly: true });
  } catch (error) {
    throw new LogUnopenable(`cannot open ${path}: ${reasonOf(error)}`, { cause: error });
  }
  const format = readFormat(environment);
  if (format === LOG_FORMAT) return environment;
  void environment.root.close();
  const help =
    format < LOG_FORMAT ? 'a relay of this version upgrades it when it starts' : 'it is of a later version';
  throw new LogUnopenable(`the log at ${path} has format ${format}: ${help}`);
}
