import type { TrolleyBridge } from '../protocol/ipc.ts';

/** No fault needs more, and one that comes again and again need not fill the log. */
const MAX_LENGTH = 4_000;
const MAX_REPORTS = 50;

/**
 * Puts what goes wrong in a page into the log of the desktop: where, and the way that led there.
 *
 * @param page where faults show up that nobody caught
 */
export function reportFaults(page: EventTarget, log: TrolleyBridge['log']): void {
  let reports = 0;
  const report = (kind: string, fault: unknown) => {
    if (reports++ >= MAX_REPORTS) return;
    const text = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
    // A page that is about to go has nobody to report to any more, and that is no fault.
    log('error', `${kind}: ${text}`.slice(0, MAX_LENGTH)).catch(() => undefined);
  };
  page.addEventListener('error', (event) =>
    report('uncaught', (event as ErrorEvent).error ?? (event as ErrorEvent).message),
  );
  page.addEventListener('unhandledrejection', (event) =>
    report('unhandled', (event as PromiseRejectionEvent).reason),
  );
}
