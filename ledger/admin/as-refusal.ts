import type { Refusal } from '../../cart/result.ts';
import type { AdminProblem } from '../../protocol/admin/bridge.ts';
import { DatabaseRefused, DatabaseUnavailable } from '../database/database.ts';
import { RelayForbidden, RelayRefused, RelayUnavailable } from '../sources/relay-source.ts';

/** An error of a source, for people; `null` for a bug of ours. */
export function asRefusal(error: unknown): Refusal<AdminProblem> | null {
  if (error instanceof RelayForbidden) return { code: 'no_access', message: error.message };
  if (error instanceof RelayUnavailable || error instanceof RelayRefused)
    return { code: 'relay', message: error.message };
  if (error instanceof DatabaseUnavailable || error instanceof DatabaseRefused)
    return { code: 'database', message: error.message };
  return null;
}
