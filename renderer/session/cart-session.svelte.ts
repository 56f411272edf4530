import type { Command, CommandRefusal } from '../../cart/commands.ts';
import type { DeliveryStage } from '../../cart/delivery.ts';
import type { Fold } from '../../cart/fold.ts';
import { History, type HistoryEntry } from '../../cart/history.ts';
import type { CartId, OpId, UserId } from '../../cart/ids.ts';
import type { Result } from '../../cart/result.ts';
import type { CartRow } from '../../cart/row.ts';
import type { CartView } from '../../cart/view.ts';
import type { CartSetup, TrolleyBridge, Unsubscribe, WindowSetup } from '../../protocol/ipc.ts';
import { errorText, executeLine, type LineReply } from '../../protocol/line-protocol.ts';
import { announceChanges } from '../people/announce-changes.svelte.ts';
import { afterPaint } from '../shared/after-paint.ts';
import { CartCopy } from './cart-copy.ts';
import { cartFiguresOf } from './cart-figures.ts';
import { holdCart } from './cart-lock.ts';
import { CurrentView } from './current-view.ts';
import { databaseNameOf } from './database-name.ts';
import { DeliveryWatch } from './delivery-watch.ts';
import { FiguresReport } from './figures-report.ts';
import { needsFreshStart } from './fresh-start.ts';
import { keepAwake } from './keep-awake.ts';
import { lineContextOf } from './line-context.ts';
import { announceSelf, peopleOf } from './presence.ts';
import { SessionAccess } from './session-access.ts';
import { makeParts, type SessionParts } from './session-parts.ts';
import { sessionStatus } from './session-status.ts';
import type { Person, SessionStatus } from './types.ts';
import { Topic } from './topic.ts';
import type { Unsent } from './unsent.ts';
import { syncWindows } from './window-sync.ts';

/** Makes a command of the cart as it is now; `nextId` names the operations that it will come to, by their index. */
export type CartCommand = (fold: Fold, nextId: (index: number) => OpId) => Command;

export interface CartSessionOptions {
  readonly bridge: TrolleyBridge;
  readonly setup: WindowSetup;
  readonly cart: CartSetup;
  /** Whether it begins without the relay. */
  readonly offline: boolean;
  /** Opens the cart anew, in the place of this session. */
  readonly reopen: () => Promise<void>;
}

/** How long the relay may take to store what is on its way to it, when the cart is about to close. In milliseconds. */
const DELIVERY_MS = 1_500;

/**
 * One cart in one window: the cart itself, its place on disk, its way to the others, and what to show of it.
 *
 * What the getters give is current whenever it is read, and reading it in an effect or a template follows it.
 */
export class CartSession {
  readonly cartId: CartId;
  /** Who writes here: the token's user, or the profile's where there is no token. */
  readonly user: UserId;
  readonly profile: string;
  readonly relayUrl: string | null;
  readonly access: SessionAccess;
  readonly copy: CartCopy;
  /** Opens the cart anew, in the place of this session. */
  readonly reopen: () => Promise<void>;

  readonly #bridge: TrolleyBridge;
  readonly #parts: SessionParts;
  readonly #delivery: DeliveryWatch;
  readonly #view: CurrentView;
  readonly #history: History;
  readonly #figures: FiguresReport;
  /** To be called, the latest first, when the session ends. */
  readonly #ends: Unsubscribe[] = [];
  #onStatus: (() => void) | null = null;
  #editing: string | null = null;
  #isAway = false;
  /** It is on its way out: nothing that happens to it matters any more. */
  #isEnding = false;
  #people: readonly Person[] | null = null;
  #status: SessionStatus | null = null;

  readonly #cartTopic = new Topic();
  readonly #statusTopic = new Topic();
  readonly #peopleTopic = new Topic();

  /** Opens a cart. One that cannot be read gives a session whose load has failed. */
  static async open(options: CartSessionOptions): Promise<CartSession> {
    const { bridge, setup, cart } = options;
    let session: CartSession | null = null;
    const release = holdCart(navigator.locks, cart.cartId);
    const parts = await makeParts(setup, cart, bridge.getToken(cart.cartId), () => {
      if (session) session.#statusChanged();
    });
    session = new CartSession(options, parts);
    session.#ends.push(release);
    session.#start(options.offline);
    return session;
  }

  private constructor({ bridge, setup, cart, reopen }: CartSessionOptions, parts: SessionParts) {
    this.cartId = cart.cartId;
    this.user = parts.replica.user;
    this.profile = setup.profile;
    this.relayUrl = cart.relayUrl;
    this.reopen = reopen;
    this.#bridge = bridge;
    this.#parts = parts;
    this.access = new SessionAccess({
      ...{ bridge, setup, cart },
      onChange: () => this.#statusChanged(),
      startAnew: () => this.copy.startAnew(),
    });
    this.#delivery = new DeliveryWatch(parts);
    this.copy = new CartCopy({ parts, bridge, durable: () => this.#delivery.marks.durable, reopen });
    this.#history = new History(parts.replica.fold);
    this.#view = new CurrentView(parts.replica.fold, parts.clock.now, () => this.#cartTopic.changed());
    this.#figures = new FiguresReport({
      read: () => cartFiguresOf(this.#view.get(), parts.replica.fold, this.unsentCount),
      send: (figures) => void bridge.reportFigures(cart.cartId, figures),
    });
  }

  /** The cart as it is to be shown now. */
  get view(): CartView {
    this.#cartTopic.follow();
    return this.#view.get();
  }

  /** What the cart is called; empty for no name. */
  get title(): string {
    this.#cartTopic.follow();
    return this.#title;
  }

  /** What the cart is worked out from, to be looked things up in; a change of it is a change of `view`. */
  get fold(): Fold {
    return this.#parts.replica.fold;
  }

  get status(): SessionStatus {
    this.#statusTopic.follow();
    this.#status ??= sessionStatus(this.#parts, this.#delivery, this.access);
    return this.#status;
  }

  /** Who is here, this window first. */
  get people(): readonly Person[] {
    this.#peopleTopic.follow();
    this.#people ??= peopleOf(this.#parts.awareness);
    return this.#people;
  }

  get canUndo(): boolean {
    this.#cartTopic.follow();
    return this.access.canChange && this.#parts.replica.canUndo;
  }

  get canRedo(): boolean {
    this.#cartTopic.follow();
    return this.access.canChange && this.#parts.replica.canRedo;
  }

  /** How far our own changes to this row have come: the one that is least far; `durable` if none is pending. */
  stageOf(row: CartRow): DeliveryStage {
    this.#statusTopic.follow();
    return this.#delivery.stageOf(row.lineIds);
  }

  history(): readonly HistoryEntry[] {
    this.#cartTopic.follow();
    return this.#history.entries();
  }

  /**
   * Carries out a command, made from the cart as it is now, as one step; with `joined`, as a part of the step that
   * begins with that operation. Throws when the cart could not be loaded.
   */
  perform(command: CartCommand, joined: OpId | null = null): Result<readonly OpId[], CommandRefusal> {
    this.#requireLoaded();
    const { replica } = this.#parts;
    return replica.perform(command(replica.fold, replica.nextId), joined);
  }

  /** Takes back the latest step, or the one that begins with the operation `first`. */
  undo(first: OpId | null = null): void {
    this.#requireLoaded();
    this.#parts.replica.undo(first);
  }

  redo(): void {
    this.#requireLoaded();
    this.#parts.replica.redo();
  }

  /** Chooses for all windows of this instance. */
  setOffline(offline: boolean): void {
    this.#followOffline(offline);
    void this.#bridge.setOffline(offline);
  }

  /** Tries the relay again after it has ended the connection. */
  retry(): void {
    this.#parts.link?.connect();
  }

  /** What is here and not known to be with the others. */
  get unsent(): Unsent {
    this.#statusTopic.follow();
    return this.copy.unsent();
  }

  /** Operations that are on this computer only, though there is a relay for them. */
  get unsentCount(): number {
    this.#statusTopic.follow();
    return this.#parts.link ? this.#delivery.counts.undurable : 0;
  }

  /** Now, as the relay has it. */
  now(): number {
    return this.#parts.clock.now();
  }

  /** Tells the others which row is being edited here; `null` for none. */
  setEditing(rowKey: string | null): void {
    this.#editing = rowKey;
    this.#announce();
  }

  /** Tells the others whether nobody has touched this window for a while. */
  setAway(isAway: boolean): void {
    if (isAway === this.#isAway) return;
    this.#isAway = isAway;
    this.#announce();
  }

  #announce(): void {
    announceSelf(this.#parts.awareness, this.user, this.#editing, this.#isAway);
  }

  /** Carries out a line of the line protocol. */
  async answerLine(line: string): Promise<LineReply> {
    const { loaded } = this.#parts;
    if (!loaded.ok) {
      return { text: errorText('storage', `the cart could not be loaded: ${loaded.reason}`), isLast: false };
    }
    const setOffline = (chosen: boolean) => this.setOffline(chosen);
    return executeLine(lineContextOf(this.#parts, this.#delivery, { cartId: this.cartId, setOffline }), line);
  }

  /**
   * To be called before the cart is closed: resolves when everything is on this computer's disk, and what is on its
   * way to the relay has arrived there or takes too long. Rejects when the disk refuses.
   */
  async settle(): Promise<void> {
    const { loaded, store, relayMemory } = this.#parts;
    if (!loaded.ok) return;
    await store.settle();
    await this.#delivered();
    await relayMemory?.settle();
    this.#figures.send();
  }

  /** Ends the session. What is to stay has to be settled before. */
  close(): void {
    this.#isEnding = true;
    for (const end of this.#ends.splice(0).reverse()) end();
  }

  #start(offline: boolean): void {
    const { loaded, replica, awareness, link, store } = this.#parts;
    this.#ends.push(() => store.close());
    if (loaded.ok) {
      this.#ends.push(replica.subscribe(() => this.#cartChanged()));
      awareness.on('change', () => {
        this.#people = null;
        this.#peopleTopic.changed();
      });
      const channel = new BroadcastChannel(databaseNameOf(this.cartId));
      const windows = syncWindows(replica.doc, channel, (covered) => void this.copy.keepOnly(covered));
      this.copy.shareWith(windows);
      this.#announce();
      this.#followOffline(offline);
      this.#figures.changed(this.#title);
      this.#ends.push(
        () => this.#view.end(),
        () => this.#figures.end(),
        () => windows.end(),
        () => awareness.destroy(),
        this.#bridge.onOfflineChanged((chosen) => this.#followOffline(chosen)),
      );
      this.#ends.push(
        announceChanges(this, (body) => {
          void this.#bridge.notify({
            cartId: this.cartId,
            title: this.title === '' ? this.cartId : this.title,
            body,
          });
        }),
      );
      if (link) this.#ends.push(() => link.close(), this.access.follow(link), keepAwake(link));
    }
    const load = loaded.ok ? 'ready' : 'failed';
    // In a task of its own: whoever awaits the session puts it on the screen first.
    setTimeout(() => void this.#bridge.reportLoad(this.cartId, load));
  }

  /** Resolves when the relay has everything, or cannot have it now, or takes too long. */
  async #delivered(): Promise<void> {
    const { link } = this.#parts;
    const isDone = () =>
      link?.connection !== 'connected' || link.refusals.length > 0 || this.#delivery.counts.undurable === 0;
    if (isDone()) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, DELIVERY_MS);
      this.#onStatus = () => {
        if (!isDone()) return;
        clearTimeout(timer);
        resolve();
      };
    });
    this.#onStatus = null;
  }

  #followOffline(offline: boolean): void {
    const { link } = this.#parts;
    if (offline) link?.disconnect();
    else if (link?.connection === 'offline' || link?.connection === 'ended') link.connect();
  }

  #cartChanged(): void {
    this.#view.invalidate();
    this.#cartTopic.changed();
    this.#updateStatus();
    // How far a change has come is told when the change itself is to be seen.
    afterPaint(() => this.#statusTopic.changed());
  }

  #statusChanged(): void {
    this.#updateStatus();
    this.#statusTopic.changed();
  }

  #updateStatus(): void {
    this.#delivery.update();
    this.#status = null;
    this.#onStatus?.();
    this.#figures.changed(this.#title);
    if (this.#isEnding || !needsFreshStart(this.#parts)) return;
    this.#isEnding = true;
    // A disk that refuses says so itself, and then what is open here matters more.
    void this.copy.startAnew().catch(() => (this.#isEnding = false));
  }

  get #title(): string {
    return this.#parts.replica.fold.title.winner?.op.title ?? '';
  }

  #requireLoaded(): void {
    if (!this.#parts.loaded.ok) throw new Error('a cart that could not be loaded cannot be changed');
  }
}
