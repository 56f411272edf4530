/**
 * The rules of the cart, each broken by one change of text.
 *
 * A rule that no test misses when it is broken is a rule nobody keeps: `scripts/mutate.mjs` breaks each and
 * expects the tests of `cart/` to fail. Those marked `fromHistoriesAlone` must be found by the random
 * histories, whatever the other tests say.
 */

/**
 * @typedef {object} Mutation
 * @property {string} rule the rule that is broken
 * @property {string} file in `cart/`
 * @property {string} find text that occurs in it exactly once
 * @property {string} replace
 * @property {true} [fromHistoriesAlone]
 */

/** @type {readonly Mutation[]} */
export const mutations = [
  {
    rule: 'a set or remove cancels what it has seen',
    file: 'line.ts',
    find: 'return Math.max(this.#horizon.of(sid), this.#clears.of(sid));',
    replace: 'return this.#clears.of(sid);',
    fromHistoriesAlone: true,
  },
  {
    rule: 'a clear cancels what it has seen',
    file: 'line.ts',
    find: 'return Math.max(this.#horizon.of(sid), this.#clears.of(sid));',
    replace: 'return this.#horizon.of(sid);',
    fromHistoriesAlone: true,
  },
  {
    rule: 'a remove cancels, as a set does',
    file: 'line.ts',
    find: 'if (entry.undone) return;\n    this.#horizon.raise(entry.op.seen);',
    replace: "if (entry.undone) return;\n    if (isKind(entry, 'set')) this.#horizon.raise(entry.op.seen);",
    fromHistoriesAlone: true,
  },
  {
    rule: 'seen is "up to and including" (tally)',
    file: 'tally.ts',
    find: '.n <= n) low',
    replace: '.n < n) low',
    fromHistoriesAlone: true,
  },
  {
    rule: 'seen is "up to and including" (line)',
    file: 'line.ts',
    find: 'return n <= this.#horizonOf(sid);',
    replace: 'return n < this.#horizonOf(sid);',
    fromHistoriesAlone: true,
  },
  {
    rule: 'a contribution that arrives after its reset stays cancelled',
    file: 'line.ts',
    find: 'if (!this.isCancelled(entry)) this.#raw += units;',
    replace: 'this.#raw += units;',
    fromHistoriesAlone: true,
  },
  {
    rule: 'a set that another reset has seen is superseded',
    file: 'line.ts',
    find: 'this.#sets = this.#sets.filter((set) => !this.isCancelled(set));',
    replace: 'this.#sets = [...this.#sets];',
    fromHistoriesAlone: true,
  },
  {
    rule: 'of two sets one holds, never the sum',
    file: 'line.ts',
    find: 'this.#raw = this.#sets[0]?.op.qty ?? 0;',
    replace: 'this.#raw = this.#sets.reduce((sum, set) => sum + set.op.qty, 0);',
    fromHistoriesAlone: true,
  },
  {
    rule: 'of two sets the later holds',
    file: 'line.ts',
    find: 'this.#sets = [...this.#sets, entry].sort((a, b) => compareEntries(b, a));',
    replace: 'this.#sets = [...this.#sets, entry].sort((a, b) => compareEntries(a, b));',
    fromHistoriesAlone: true,
  },
  {
    rule: 'later is by time',
    file: 'entry.ts',
    find: 'return a.op.at < b.op.at ? -1 : 1;',
    replace: 'return a.op.at < b.op.at ? 1 : -1;',
    fromHistoriesAlone: true,
  },
  {
    rule: 'at the same time, later is by session',
    file: 'entry.ts',
    find: 'a.id < b.id ? -1 : 1',
    replace: 'a.id < b.id ? 1 : -1',
    fromHistoriesAlone: true,
  },
  {
    rule: 'below nothing is nothing',
    file: 'line.ts',
    find: 'return Math.max(0, this.#raw);',
    replace: 'return this.#raw;',
    fromHistoriesAlone: true,
  },
  {
    rule: 'an undone contribution does not count',
    file: 'tally.ts',
    find: 'if (undone) return 0;',
    replace: '',
    fromHistoriesAlone: true,
  },
  {
    rule: 'an undone reset cancels nothing',
    file: 'line.ts',
    find: 'if (!reset.undone) this.#horizon.raise',
    replace: 'this.#horizon.raise',
    fromHistoriesAlone: true,
  },
  {
    rule: 'an undone set does not hold',
    file: 'line.ts',
    find: '.filter((set) => !set.undone)',
    replace: '',
    fromHistoriesAlone: true,
  },
  {
    rule: 'an undone clear cancels nothing',
    file: 'fold.ts',
    find: 'if (!clear.undone) this.#clearHorizon.raise',
    replace: 'this.#clearHorizon.raise',
    fromHistoriesAlone: true,
  },
  {
    rule: 'an undo may arrive before what it undoes',
    file: 'fold.ts',
    find: 'entry.undone = this.#undo.isUndone(entry);',
    replace: '',
    fromHistoriesAlone: true,
  },
  {
    rule: 'two undos undo once',
    file: 'undo-index.ts',
    find: 'return this.undosInForce(target).length > 0;',
    replace: 'return this.undosInForce(target).length % 2 === 1;',
    fromHistoriesAlone: true,
  },
  {
    rule: 'a redo takes back the undos it has seen and no others',
    file: 'undo-index.ts',
    find: '!redone.covers(entry.id)',
    replace: "!own.some((other) => isKind(other, 'redo'))",
    fromHistoriesAlone: true,
  },
  {
    rule: "only an author's own undo counts",
    file: 'undo-index.ts',
    find: '.filter((entry) => entry.op.by === target.op.by)',
    replace: '.filter(() => true)',
    fromHistoriesAlone: true,
  },
  {
    rule: 'a clear concerns lines that arrive after it',
    file: 'fold.ts',
    find: 'new Line(id, this.#clearHorizon)',
    replace: 'new Line(id, Object.assign(new Horizon(), this.#clearHorizon))',
    fromHistoriesAlone: true,
  },
  {
    rule: 'what is saved for later is in no total',
    file: 'view.ts',
    find: 'const rows = all.filter((row) => !row.isLater);',
    replace: 'const rows = all;',
    fromHistoriesAlone: true,
  },
  {
    rule: 'a sale ends at its moment',
    file: 'money.ts',
    find: 'now >= price.until',
    replace: 'now > price.until',
    fromHistoriesAlone: true,
  },
  {
    rule: 'the latest word on a price, note or title holds, not the last to arrive',
    file: 'register.ts',
    find: 'compareEntries(entry, this.#winner) > 0',
    replace: 'compareEntries(entry, this.#winner) !== 0',
    fromHistoriesAlone: true,
  },
  {
    rule: 'an undone price, note or title has no say',
    file: 'register.ts',
    find: '!entry.undone && (',
    replace: '(',
    fromHistoriesAlone: true,
  },
  {
    rule: 'an operation counts once however often it arrives',
    file: 'fold.ts',
    find: "if (this.#ops.has(id)) return 'duplicate';",
    replace: '',
    fromHistoriesAlone: true,
  },
  {
    rule: 'contributions count in the order they were made in, not arrived in',
    file: 'tally.ts',
    find: 'this.#entries.splice(index, 0, entry);',
    replace: 'this.#entries.push(entry);',
    fromHistoriesAlone: true,
  },
  {
    rule: 'different price terms are different rows',
    file: 'row.ts',
    find: '[id, options, terms as unknown as Json, isLater]',
    replace: '[id, options, isLater]',
    fromHistoriesAlone: true,
  },
  {
    rule: 'a remove or set says what it has seen',
    file: 'line.ts',
    find: 'if (!this.isCancelled(entry)) this.#raw += units;\n    this.#observed.include(entry.sid, entry.n);',
    replace: 'if (!this.isCancelled(entry)) this.#raw += units;',
    fromHistoriesAlone: true,
  },
  {
    rule: 'a clear says what it has seen',
    file: 'fold.ts',
    find: 'this.#observed.include(entry.sid, entry.n);',
    replace: '',
    fromHistoriesAlone: true,
  },
  {
    rule: 'a redo says which undos it has seen',
    file: 'undo-index.ts',
    find: 'undos.include(entry.sid, entry.n);',
    replace: 'undos.include(entry.sid, entry.n - 1);',
    fromHistoriesAlone: true,
  },
  {
    rule: 'a fate names all who took it out',
    file: 'history.ts',
    find: '[...line.resets, ...fold.clears]',
    replace: '[...line.resets]',
    fromHistoriesAlone: true,
  },
  {
    rule: 'units that outlive a removal are noted',
    file: 'notes.ts',
    find: 'survivors.length === 0 ||',
    replace: 'survivors.length > 0 ||',
  },
  {
    rule: 'whoever removed and then edits again has settled it',
    file: 'notes.ts',
    find: ' || isSettled',
    replace: '',
  },
  {
    rule: 'a clear is no news to a line opened after it',
    file: 'notes.ts',
    find: ' || compareEntries(opening, clear) < 0',
    replace: ' || true',
  },
  {
    rule: 'a step down takes from the newest line first',
    file: 'commands.ts',
    find: '[...lines.value].reverse()',
    replace: '[...lines.value]',
  },
  {
    rule: 'one machine whose clock is far ahead does not drag the others along',
    file: 'hlc.ts',
    find: '    if (milliseconds > limit) return;',
    replace: '',
  },
  {
    rule: 'halves round to even',
    file: 'money.ts',
    find: 'floor % 2n !== 0n',
    replace: 'true',
  },
  {
    rule: 'what is left of a split goes to the largest remainders',
    file: 'money.ts',
    find: 'a.remainder > b.remainder ? -1 : 1',
    replace: 'a.remainder > b.remainder ? 1 : -1',
  },
];
