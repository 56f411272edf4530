import { ok, type Result } from '../../../cart/result.ts';
import type { DatabaseChoice, DatabaseTrial } from '../../../protocol/admin/database.ts';
import type { AdminDesk } from '../frame/admin-desk.svelte.ts';
import { readDatabaseForm, type DatabaseForm } from './database-form.ts';
import { splitPassword } from './server-address.ts';

/** What came of trying or using a database. */
export type DatabaseNews =
  | { readonly status: 'tried'; readonly trial: DatabaseTrial; readonly choice: DatabaseChoice }
  | { readonly status: 'used' }
  | { readonly status: 'refused'; readonly wish: 'try' | 'use'; readonly reason: string };

/** What somebody enters on the database page. It ends with the page, so that no password stays in it. */
export class DatabaseState {
  readonly #desk: AdminDesk;
  kind = $state<DatabaseForm['kind']>('embedded');
  url = $state('');
  passwordIs = $state<DatabaseForm['passwordIs']>('none');
  password = $state('');
  caFile = $state('');
  isTried = $state(false);
  #news = $state.raw<DatabaseNews | null>(null);
  #asking = $state<'try' | 'use' | null>(null);

  constructor(desk: AdminDesk) {
    this.#desk = desk;
    this.reset();
  }

  /** As the database in use is. */
  reset(): void {
    const { database } = this.#desk;
    this.kind = database.kind;
    this.url = database.kind === 'server' ? database.url : '';
    this.caFile = database.kind === 'server' ? (database.caFile ?? '') : '';
    this.passwordIs = database.kind === 'server' && database.hasPassword ? 'keep' : 'none';
    this.password = '';
    this.isTried = false;
  }

  get read(): ReturnType<typeof readDatabaseForm> {
    const { kind, url, passwordIs, password, caFile } = this;
    return readDatabaseForm({ kind, url, passwordIs, password, caFile }, this.#desk.database);
  }

  /** Of the latest wish; `null` while there was none or it is asked. */
  get news(): DatabaseNews | null {
    return this.#news;
  }

  get asking(): 'try' | 'use' | null {
    return this.#asking;
  }

  /** Whether `use` would change anything. */
  get isInUse(): boolean {
    const { database } = this.#desk;
    if (this.kind === 'embedded') return database.kind === 'embedded';
    return (
      database.kind === 'server' &&
      database.url === this.url.trim() &&
      (database.caFile ?? '') === this.caFile.trim() &&
      (this.passwordIs === 'keep' || (this.passwordIs === 'none' && !database.hasPassword))
    );
  }

  /** What was found is of what was entered then. */
  forgetNews(): void {
    this.#news = null;
  }

  /** An address that was pasted with its password goes into two fields. */
  takeUrl(text: string): void {
    const parts = splitPassword(text);
    this.url = parts?.url ?? text;
    if (parts !== null) {
      this.password = parts.password;
      this.passwordIs = 'new';
    }
    this.forgetNews();
  }

  async tryIt(): Promise<void> {
    await this.#ask('try', async (choice) => {
      const answer = await this.#desk.bridge.tryDatabase(choice);
      return answer.ok ? ok({ status: 'tried', trial: answer.value, choice }) : answer;
    });
  }

  async use(): Promise<void> {
    await this.#ask('use', async (choice) => {
      const answer = await this.#desk.bridge.useDatabase(choice);
      return answer.ok ? ok({ status: 'used' }) : answer;
    });
    if (this.#news?.status === 'used') this.reset();
  }

  async #ask(
    wish: 'try' | 'use',
    request: (choice: DatabaseChoice) => Promise<Result<DatabaseNews>>,
  ): Promise<void> {
    this.isTried = true;
    const { read } = this;
    if (this.#asking !== null || !read.ok) return;
    this.#asking = wish;
    this.#news = null;
    const answer = await request(read.value).finally(() => (this.#asking = null));
    this.#news = answer.ok ? answer.value : { status: 'refused', wish, reason: answer.refusal.message };
  }
}
