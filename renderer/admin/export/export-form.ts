import type { CartId } from '../../../cart/ids.ts';
import { ok, refuse, type Result } from '../../../cart/result.ts';
import type { ExportRequest } from '../../../protocol/admin/jobs.ts';

/** What somebody has entered. */
export interface ExportForm {
  readonly isAll: boolean;
  readonly cartIds: readonly CartId[];
  readonly mode: 'once' | 'every' | 'follow';
  /** Minutes between exports, as typed. */
  readonly minutes: string;
}

const DAY_MINUTES = 24 * 60;
const MINUTE_MS = 60_000;

/** The request that a form comes to, or what is still wrong with it. */
export function readExportForm(form: ExportForm): Result<ExportRequest, 'carts' | 'minutes'> {
  const { isAll, mode } = form;
  if (!isAll && form.cartIds.length === 0)
    return refuse('carts', 'Choose at least one cart, or all of them.');
  const cartIds = isAll ? null : [...form.cartIds];
  if (mode !== 'every') return ok({ cartIds, mode: { kind: mode } });
  const minutes = /^\s*[0-9]{1,4}\s*$/.test(form.minutes) ? Number(form.minutes) : 0;
  if (minutes < 1 || minutes > DAY_MINUTES) {
    return refuse('minutes', 'Enter whole minutes, from 1 to 1440, which is a day.');
  }
  return ok({ cartIds, mode: { kind: 'every', intervalMs: minutes * MINUTE_MS } });
}
