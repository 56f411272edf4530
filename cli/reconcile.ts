import { readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command, Option } from 'commander';
import * as v from 'valibot';
import type { CartId } from '../cart/ids.ts';
import { type RepairPlan, repairPlan } from '../protocol/repair-plan.ts';
import type { ReconcileReport } from '../protocol/reconcile-report.ts';
import { isDifference } from '../protocol/verdict.ts';
import { applyPlan } from '../ledger/repair/apply-plan.ts';
import type { ClientSource } from '../ledger/sources/client-source.ts';
import { DatabaseUnavailable, type Database } from '../ledger/database/database.ts';
import { isMigrated, migrate } from '../ledger/database/migrate.ts';
import { planRepair } from '../ledger/repair/repair-plan.ts';
import { reconcile, type ReconcileOptions } from '../ledger/reconcile/reconcile.ts';
import { openClient } from './client-options.ts';
import { addDatabaseOptions, openAsIs, type DatabaseOptions } from './database-options.ts';
import { DifferencesFound, Refused, SourceUnreachable, UsageError } from './exit-codes.ts';
import { collectCarts } from './export.ts';
import { reportText } from './reconcile-text.ts';
import { addRelayOptions, openRelay, type RelayOptions } from './relay-options.ts';

interface ReconcileCommandOptions extends DatabaseOptions, RelayOptions {
  readonly cart?: readonly CartId[];
  readonly client?: readonly string[];
  readonly json?: true;
  readonly plan?: string;
  readonly apply?: string;
  readonly keep?: 'relay' | 'none';
}

export function reconcileCommand(): Command {
  const command = new Command('reconcile')
    .summary('compare clients, relay and database, and mend what differs')
    .description(
      'Reads each independently and says what differs, cart by cart, down to the operation. Ends with 0 if nothing ' +
        'does (or only lags behind), 1 if something does, 3 if a source could not be reached, 4 if a plan was not applied.',
    );
  return addDatabaseOptions(addRelayOptions(command))
    .option('--cart <id...>', 'these carts; without it all', collectCarts)
    .option('--client <where...>', 'a client: port of its line protocol, data directory, or exported file')
    .option('--json', 'the report as JSON on standard output')
    .option('--plan <file>', 'write down what a repair would do; nothing is changed')
    .option('--apply <file>', 'do what such a file says, if nothing has moved since')
    .addOption(
      new Option('--keep <which>', 'answer to every question left open in the plan').choices([
        'relay',
        'none',
      ]),
    )
    .addHelpText(
      'after',
      `
Example:
  trolley reconcile --relay http://127.0.0.1:4444 --database-url postgres://127.0.0.1/trolley --client 9999 --json
  trolley reconcile --relay http://127.0.0.1:4444 --database-dir ./ledger --plan plan.json
  trolley reconcile --relay http://127.0.0.1:4444 --database-dir ./ledger --apply plan.json`,
    )
    .action(runReconcile);
}

async function runReconcile(options: ReconcileCommandOptions): Promise<void> {
  if (options.plan !== undefined && options.apply !== undefined) {
    throw new UsageError('--plan makes a plan, --apply applies one: one at a time');
  }
  if (options.keep !== undefined && options.apply === undefined)
    throw new UsageError('--keep goes with --apply');
  const plan = options.apply === undefined ? null : readPlan(options.apply);
  const { database } = await openAsIs(options);
  const clients: ClientSource[] = [];
  try {
    await prepare(database);
    for (const where of options.client ?? []) clients.push(await openClient(where));
    const running: ReconcileOptions = {
      ...{ relay: openRelay(options), database, clients, clock: Date.now },
      sleep: (milliseconds) => sleep(milliseconds),
      ...(options.cart && { cartIds: options.cart }),
    };
    if (plan !== null) await apply(plan, running, options);
    else report(await reconcile(running), options);
  } finally {
    for (const client of clients) await client.close();
    await database.close();
  }
}

/** A server that is away is a finding, not a reason to give up. */
async function prepare(database: Database): Promise<void> {
  try {
    if (!(await isMigrated(database))) await migrate(database);
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error;
  }
}

function report(found: ReconcileReport, { json, plan, relay }: ReconcileCommandOptions): void {
  if (plan !== undefined) {
    const written = planRepair(found, { relay, madeAt: new Date().toISOString() });
    writeFileSync(plan, `${JSON.stringify(written, null, 2)}\n`);
  }
  process.stdout.write(json ? `${JSON.stringify(found)}\n` : reportText(found));
  const findings = found.carts.flatMap((cart) => cart.findings);
  const differing = found.carts.filter((cart) => cart.findings.some(isDifference)).length;
  const isUnknown = found.unreachable.length > 0 || findings.some(({ verdict }) => verdict === 'UNREACHABLE');
  if (isUnknown) throw new SourceUnreachable(unknownText(found));
  if (differing > 0) throw new DifferencesFound(`${differing} of ${found.carts.length} carts differ`);
}

const unknownText = ({ unreachable, carts }: ReconcileReport): string =>
  unreachable[0] ??
  carts.flatMap(({ findings }) => findings).find(({ verdict }) => verdict === 'UNREACHABLE')?.detail ??
  'something could not be reached';

async function apply(
  plan: RepairPlan,
  running: ReconcileOptions,
  { keep, apply: file = '' }: ReconcileCommandOptions,
): Promise<void> {
  const doneBy = userInfo().username;
  const outcome = await applyPlan({ ...running, plan, doneBy, ...(keep && { keep }) });
  process.stdout.write(`${JSON.stringify({ event: 'repaired', plan: plan.digest, ...outcome })}\n`);
  switch (outcome.status) {
    case 'altered':
      throw new Refused(`${file} is not as it was written; only "keep" may be changed in it`);
    case 'moved':
      throw new Refused(
        `nothing was done: ${outcome.carts.join(', ')} changed since the plan was made; make a new one`,
      );
    case 'applied':
      if (outcome.refusals.length > 0) throw new Refused(outcome.refusals.join('; '));
      if (outcome.asked > 0) {
        throw new DifferencesFound(
          `versions of ${outcome.asked === 1 ? 'an operation' : `${outcome.asked} operations`} are in quarantine: ` +
            `set "keep" of each question in ${file}, or use --keep, and apply it again`,
        );
      }
  }
}

function readPlan(file: string): RepairPlan {
  try {
    return v.parse(repairPlan, JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new UsageError(`${file} is no plan: ${(error as Error).message}`);
  }
}
