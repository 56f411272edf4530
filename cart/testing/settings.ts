declare const process: { readonly env: Readonly<Record<string, string | undefined>> };

/** The seed of the first history; the next ones follow by 1. `TROLLEY_SEED` sets it. */
export const seed = Number(process.env['TROLLEY_SEED'] ?? 1);

/** How many histories to run. `TROLLEY_HISTORIES` sets it. */
export const histories = Number(process.env['TROLLEY_HISTORIES'] ?? 10_000);
