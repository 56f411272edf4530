import { utilityProcess, type UtilityProcess } from 'electron';
import { join } from 'node:path';
import { refuse } from '../../cart/result.ts';
import type { AdminResult, AnyAdminAnswer } from '../../protocol/admin/bridge.ts';
import type { Job } from '../../protocol/admin/jobs.ts';
import type { FeedNews } from '../../protocol/admin/relay.ts';
import type { DesktopQuestion } from '../../ledger/admin/desktop-source.ts';
import type { FromLedger, LedgerCallName, LedgerCalls, LedgerSettings, ToLedger } from './ledger-messages.ts';

export interface LedgerHostOptions {
  /** What the process is to work with, asked when one is started. */
  readonly settings: () => Omit<LedgerSettings, 'firstNumber'>;
  readonly askDesktop: (question: DesktopQuestion) => Promise<AnyAdminAnswer | null>;
  readonly onJob: (job: Job) => void;
  readonly onFeedNews: (news: FeedNews) => void;
  /** Told when a process has ended that was not told to. */
  readonly onLost: () => void;
}

interface Waiting {
  readonly resolve: (result: AdminResult<never>) => void;
  readonly reject: (error: Error) => void;
}

/** How long the process may take to close the database before it is ended, in milliseconds. */
const CLOSE_MS = 5_000;

const LOST = 'The part of Trolley that works with the database has stopped. Try again: it is started anew.';

/** The ledger process: started when something is first asked of it, and anew when it has died. */
export class LedgerHost {
  readonly #options: LedgerHostOptions;
  readonly #jobs = new Map<Job['kind'], Job>();
  readonly #feeds = new Set<number>();
  readonly #waiting = new Map<number, Waiting>();
  #process: UtilityProcess | null = null;
  #calls = 0;
  #nextNumber = 1;
  #isClosing = false;

  constructor(options: LedgerHostOptions) {
    this.#options = options;
  }

  /** The latest job of each kind. */
  get jobs(): readonly Job[] {
    return [...this.#jobs.values()];
  }

  get isRunning(): boolean {
    return this.#process !== null;
  }

  /** Asks the process something; rejects with a bug of ours. */
  call<Name extends LedgerCallName>(
    name: Name,
    ...args: Parameters<LedgerCalls[Name]>
  ): ReturnType<LedgerCalls[Name]> {
    const number = this.#calls++;
    const result = new Promise<AdminResult<never>>((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
    });
    this.#start().postMessage({ kind: 'call', number, name, args } satisfies ToLedger);
    return result as ReturnType<LedgerCalls[Name]>;
  }

  /** Tells the process something, if there is one. */
  tell(message: ToLedger): void {
    this.#process?.postMessage(message);
  }

  /** Ends the process when it has closed the database. */
  async close(): Promise<void> {
    const process = this.#process;
    this.#isClosing = true;
    if (!process) return;
    const ended = new Promise<void>((resolve) => process.once('exit', () => resolve()));
    process.postMessage({ kind: 'end' } satisfies ToLedger);
    const late = setTimeout(() => process.kill(), CLOSE_MS);
    await ended;
    clearTimeout(late);
  }

  #start(): UtilityProcess {
    if (this.#process) return this.#process;
    const process = utilityProcess.fork(join(import.meta.dirname, 'ledger-process.js'), [], {
      serviceName: 'Trolley ledger',
    });
    this.#process = process;
    process.on('message', (message: FromLedger) => this.#receive(process, message));
    process.on('exit', () => this.#lose(process));
    const settings = { ...this.#options.settings(), firstNumber: this.#nextNumber };
    process.postMessage({ kind: 'begin', settings } satisfies ToLedger);
    return process;
  }

  #receive(process: UtilityProcess, message: FromLedger): void {
    switch (message.kind) {
      case 'reply':
        this.#take(message.number)?.resolve(message.result as AdminResult<never>);
        return;
      case 'failure':
        this.#take(message.number)?.reject(new Error(message.message));
        return;
      case 'job':
        this.#use(message.job.jobId);
        this.#jobs.set(message.job.kind, message.job);
        this.#options.onJob(message.job);
        return;
      case 'feed':
        this.#use(message.news.feedId);
        if (message.news.status === 'ended') this.#feeds.delete(message.news.feedId);
        else this.#feeds.add(message.news.feedId);
        this.#options.onFeedNews(message.news);
        return;
      case 'question': {
        const { number, question } = message;
        void this.#options.askDesktop(question).then((answer) => {
          if (this.#process === process) this.tell({ kind: 'answer', number, answer });
        });
      }
    }
  }

  #take(number: number): Waiting | undefined {
    const waiting = this.#waiting.get(number);
    this.#waiting.delete(number);
    return waiting;
  }

  /** A number that a later process must not give again. */
  #use(number: number): void {
    this.#nextNumber = Math.max(this.#nextNumber, number + 1);
  }

  /** Nobody is left waiting for a process that is gone. */
  #lose(process: UtilityProcess): void {
    if (this.#process !== process) return;
    this.#process = null;
    for (const { resolve } of this.#waiting.values()) resolve(refuse('database', LOST));
    this.#waiting.clear();
    for (const job of this.#jobs.values()) {
      if (job.status !== 'running') continue;
      const failed = { ...job, status: 'failed', endedAt: Date.now(), problem: LOST } as const;
      this.#jobs.set(job.kind, failed);
      this.#options.onJob(failed);
    }
    for (const feedId of this.#feeds) {
      this.#options.onFeedNews({ feedId, status: 'ended', reason: LOST, events: [] });
    }
    this.#feeds.clear();
    if (!this.#isClosing) this.#options.onLost();
  }
}
