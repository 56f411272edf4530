import * as v from 'valibot';
import { addLine, removeLines, setLines, type Command, type CommandRefusal } from '../cart/commands.ts';
import type { Currency } from '../cart/currency.ts';
import { opsById } from '../cart/digest.ts';
import type { CartId, LineId } from '../cart/ids.ts';
import { parseAmount } from '../cart/money.ts';
import type { Replica } from '../cart/replica.ts';
import { refuse, type Result } from '../cart/result.ts';
import { viewCart } from '../cart/view.ts';
import { plainLine } from './plain-lines.ts';

/**
 * The line protocol: a cart driven by one command a line, from telnet, `nc` or a script.
 *
 * `add <json>`, `remove <json>`, `set <json>`, `show`, `raw`, `status`, `offline`, `online`, `quit`. Every line
 * gets one line back: `success`, JSON, or `error <code> <message>`. See `docs/protocol.md`.
 */

/** Longest line, in bytes of UTF-8 without its end. */
export const MAX_LINE_BYTES = 64 * 1024;

/** The cart that a connection drives, and what its host knows of disk and network. */
export interface LineContext {
  readonly cartId: CartId;
  readonly replica: Replica;
  /** The currency of prices while the cart has none. */
  readonly currency: Currency;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Resolves when everything written so far is on this computer's disk; rejects when it cannot be. */
  readonly saved: () => Promise<void>;
  /** How many of the cart's operations the relay has made durable. */
  readonly countDurable: () => number;
  readonly isOnline: () => boolean;
  readonly setOffline: (offline: boolean) => void;
}

/** The reply, without its end of line, and whether the connection ends with it. */
export interface LineReply {
  readonly text: string;
  readonly isLast: boolean;
}

type LineRefusal = CommandRefusal | 'bad_json' | 'bad_command' | 'bad_amount' | 'storage';

const productId = v.union([
  v.pipe(v.string(), v.nonEmpty()),
  v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
]);
const schemas = {
  add: v.strictObject({
    product_id: productId,
    product_name: v.optional(v.string()),
    price: v.union([v.number(), v.string()]),
    quantity: v.optional(v.number(), 1),
  }),
  // As people paste the line they added: only the product counts, and all of it goes.
  remove: v.looseObject({ product_id: productId }),
  set: v.looseObject({ product_id: productId, quantity: v.number() }),
};

/**
 * Carries out one line.
 *
 * The cart changes before this returns its promise, so lines may be sent without waiting for replies; the
 * reply to a change comes when the change is on disk. Never rejects.
 */
export async function executeLine(context: LineContext, line: string): Promise<LineReply> {
  const [, word = '', argument = ''] = /^\s*(\S*)\s*(.*?)\s*$/s.exec(line) ?? [];
  switch (word) {
    case 'add':
    case 'remove':
    case 'set':
      return reply(await change(context, commandOf(context, word, argument)));
    case 'show':
      return reply(JSON.stringify(rowsOf(context).map(plainLine)));
    case 'raw':
      return reply(JSON.stringify({ cartId: context.cartId, ops: opsById(context.replica.fold.ops) }));
    case 'status':
      return reply(JSON.stringify(statusOf(context)));
    case 'offline':
    case 'online':
      context.setOffline(word === 'offline');
      return reply('success');
    case 'quit':
      return { text: 'success', isLast: true };
    default:
      return reply(
        errorText('bad_command', 'say add, remove, set, show, raw, status, offline, online or quit'),
      );
  }
}

const reply = (text: string): LineReply => ({ text, isLast: false });

/** One line, whatever the message holds. */
export const errorText = (code: string, message: string): string =>
  `error ${code} ${message.replace(/\s+/g, ' ')}`;

async function change(context: LineContext, command: Result<Command, LineRefusal>): Promise<string> {
  const done = command.ok ? context.replica.perform(command.value) : command;
  if (!done.ok) return errorText(done.refusal.code, done.refusal.message);
  try {
    await context.saved();
    return 'success';
  } catch (error) {
    return errorText('storage', `not saved on this computer: ${String(error)}`);
  }
}

function commandOf(
  context: LineContext,
  word: keyof typeof schemas,
  argument: string,
): Result<Command, LineRefusal> {
  const json = parseJson(argument);
  if (!json.ok) return json;
  const { fold } = context.replica;
  switch (word) {
    case 'add': {
      const parsed = v.safeParse(schemas.add, json.value);
      if (!parsed.success) return badJson(parsed.issues);
      const { product_id, product_name = String(product_id), price, quantity } = parsed.output;
      const currency = fold.currency ?? context.currency;
      const amount = parseAmount(String(price), currency);
      if (!amount.ok) return amount;
      const product = { id: String(product_id), name: product_name };
      return { ok: true, value: addLine(fold, product, { amount: amount.value, currency }, quantity) };
    }
    case 'remove': {
      const parsed = v.safeParse(schemas.remove, json.value);
      if (!parsed.success) return badJson(parsed.issues);
      return { ok: true, value: removeLines(fold, linesOf(context, parsed.output.product_id)) };
    }
    case 'set': {
      const parsed = v.safeParse(schemas.set, json.value);
      if (!parsed.success) return badJson(parsed.issues);
      const { product_id, quantity } = parsed.output;
      return { ok: true, value: setLines(fold, linesOf(context, product_id), quantity) };
    }
  }
}

function parseJson(text: string): Result<unknown, 'bad_json'> {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return refuse('bad_json', 'the command takes JSON, as {"product_id":1,"quantity":2}');
  }
}

const badJson = (issues: [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]) =>
  refuse('bad_json', v.summarize(issues));

const viewOf = ({ replica, now }: LineContext) => viewCart(replica.fold, now());

/** Rows in the cart; what is saved for later is not shown, as it would not be bought. */
const rowsOf = (context: LineContext) => viewOf(context).rows;

const linesOf = (context: LineContext, id: string | number): readonly LineId[] =>
  rowsOf(context)
    .filter((row) => row.productId === String(id))
    .flatMap((row) => row.lineIds);

function statusOf(context: LineContext) {
  const ops = context.replica.fold.ops.size;
  const durable = context.countDurable();
  return { online: context.isOnline(), pending: ops - durable, durable, ops, cart: context.cartId };
}
