/** The ledger process: the database, and everything that takes a while. Wires; decides nothing. */
import { setTimeout as delay } from 'node:timers/promises';
import { assertNever, reasonOf } from '../cart/result.ts';
import type { AdminResult, AnyAdminAnswer } from '../protocol/admin/bridge.ts';
import { LedgerDesk } from '../ledger/admin/ledger-desk.ts';
import { lockData } from '../relay/log/data-lock.ts';
import type {
  FromLedger,
  LedgerCallName,
  LedgerCalls,
  LedgerSettings,
  ToLedger,
} from './admin/ledger-messages.ts';

const { parentPort } = process;
const tell = (message: FromLedger) => parentPort.postMessage(message);
const complain = (error: unknown) => void process.stderr.write(`ledger: ${reasonOf(error)}\n`);

const questions = new Map<number, (answer: AnyAdminAnswer | null) => void>();
let asked = 0;
let desk: LedgerDesk | null = null;

parentPort.on('message', ({ data }: { readonly data: ToLedger }) => receive(data));

function receive(message: ToLedger): void {
  if (message.kind === 'begin') {
    desk = openDesk(message.settings);
    return;
  }
  if (!desk) throw new Error('the ledger process was not told what to work with');
  switch (message.kind) {
    case 'token':
      desk.setToken(message.token);
      return;
    case 'call':
      void answer(desk, message);
      return;
    case 'cancel-job':
      desk.cancelJob(message.jobId);
      return;
    case 'leave-feed':
      desk.leaveFeed(message.feedId);
      return;
    case 'leave-feeds':
      desk.leaveFeeds();
      return;
    case 'answer':
      questions.get(message.number)?.(message.answer);
      return;
    case 'end':
      void desk
        .close()
        .catch(complain)
        .then(() => process.exit());
      return;
    default:
      return assertNever(message);
  }
}

const openDesk = (settings: LedgerSettings): LedgerDesk =>
  new LedgerDesk({
    ...settings,
    lock: lockData,
    clock: Date.now,
    sleep: (milliseconds, signal) =>
      delay(milliseconds, undefined, signal && { signal }).catch((error: unknown) => {
        if (!signal?.aborted) throw error;
      }),
    askDesktop: async (question) => {
      const number = asked++;
      const given = await new Promise<AnyAdminAnswer | null>((resolve) => {
        questions.set(number, resolve);
        tell({ kind: 'question', number, question });
      });
      questions.delete(number);
      return given;
    },
    onJob: (job) => tell({ kind: 'job', job }),
    onFeedNews: (news) => tell({ kind: 'feed', news }),
    onBug: complain,
  });

/** What `LedgerCalls` is to whoever has the arguments as a list. */
type AnyCalls = Readonly<
  Record<LedgerCallName, (...args: readonly unknown[]) => Promise<AdminResult<unknown>>>
>;

async function answer(
  calls: LedgerCalls,
  { number, name, args }: Extract<ToLedger, { readonly kind: 'call' }>,
): Promise<void> {
  try {
    tell({ kind: 'reply', number, result: await (calls as unknown as AnyCalls)[name](...args) });
  } catch (error) {
    complain(error);
    tell({ kind: 'failure', number, message: reasonOf(error) });
  }
}
