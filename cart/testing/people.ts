import * as Y from 'yjs';
import * as commands from '../commands.ts';
import type { LineId, OpId, UserId } from '../ids.ts';
import type { OpBody, Price, Product } from '../op.ts';
import { Replica } from '../replica.ts';
import { ok } from '../result.ts';
import { allRows, viewCart } from '../view.ts';

/** A moment to start from, in milliseconds since 1970. */
export const NOON = 1_700_000_000_000;

export const apple: Product = { id: 'apple', name: 'Apple' };
export const bread: Product = { id: 'bread', name: 'Bread' };
export const euro = (amount: number): Price => ({ amount, currency: 'EUR' });
export const yen = (amount: number): Price => ({ amount, currency: 'JPY' });

/** Somebody with a copy of the cart, whose clock shows what the test says. */
export class Person {
  readonly replica: Replica;
  /** What this person's clock shows, in milliseconds since 1970. */
  now = NOON;
  /** One message for each thing this person did, in order. */
  readonly messages: Uint8Array[] = [];

  /** The letter makes up the session id, so that people sort as their letters do. */
  constructor(user: string, letter: string, past: readonly Uint8Array[] = []) {
    const doc = new Y.Doc({ guid: 'cart' });
    for (const message of past) Y.applyUpdate(doc, message, 'network');
    const byte = Number.parseInt(letter + letter, 16);
    this.replica = new Replica(doc, {
      user: user as UserId,
      clock: () => this.now,
      randomBytes: (length) => new Uint8Array(length).fill(byte),
    });
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this.replica) this.messages.push(update);
    });
  }

  get fold() {
    return this.replica.fold;
  }

  get view() {
    return viewCart(this.fold, this.now);
  }

  /** Does something; gives the ids of its operations. Throws if it is refused. */
  do(act: Act): readonly OpId[] {
    const outcome = act(this.replica);
    if ('ok' in outcome) {
      const result = this.replica.perform(outcome);
      if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.message}`);
      return result.value;
    }
    return outcome;
  }

  receive(...messages: readonly Uint8Array[]): void {
    for (const message of messages) Y.applyUpdate(this.replica.doc, message, 'network');
  }

  /** Takes in everything the others have, and they what this one has. */
  meet(...others: readonly Person[]): void {
    for (const other of others) this.receive(Y.encodeStateAsUpdate(other.replica.doc));
    for (const other of others) other.receive(Y.encodeStateAsUpdate(this.replica.doc));
  }
}

/** Something that a person does: a command to carry out, or the operations of what is done already. */
export type Act = (replica: Replica) => commands.Command | readonly OpId[];

/** The lines of the first row that this person sees. */
export function firstRow({ fold }: Replica): readonly LineId[] {
  return allRows(viewCart(fold, NOON))[0]?.lineIds ?? [];
}

export const add =
  (qty: number, price = euro(100), product = apple): Act =>
  ({ fold }) =>
    commands.addLine(fold, product, price, qty);
export const step =
  (delta: number): Act =>
  (replica) =>
    commands.stepLines(replica.fold, firstRow(replica), delta);
export const type =
  (qty: number): Act =>
  (replica) =>
    commands.setLines(replica.fold, firstRow(replica), qty);
export const remove: Act = (replica) => commands.removeLines(replica.fold, firstRow(replica));
export const clear: Act = ({ fold }) => commands.clearCart(fold);
export const price =
  (value: Price): Act =>
  (replica) =>
    commands.setPrice(replica.fold, firstRow(replica), value);
export const note =
  (text: string): Act =>
  (replica) =>
    commands.setNote(replica.fold, firstRow(replica), text);
export const saveForLater =
  (later: boolean): Act =>
  (replica) =>
    commands.setLater(replica.fold, firstRow(replica), later);
export const moveFirst: Act = (replica) => {
  const { rows } = viewCart(replica.fold, NOON);
  return commands.moveLines(replica.fold, firstRow(replica), {
    before: rows.at(-1)?.place ?? null,
    after: null,
  });
};
export const title =
  (text: string): Act =>
  () =>
    commands.setTitle(text);
export const undo: Act = (replica) => replica.undo();
export const redo: Act = (replica) => replica.redo();

/** Writes operations as they are, past the checks of the commands. */
export const raw =
  (...bodies: readonly OpBody[]): Act =>
  () =>
    ok(bodies);
