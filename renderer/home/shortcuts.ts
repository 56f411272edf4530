import { words } from '../messages/words.ts';

/** Everything that has a key, as the sheet lists it. The handlers are in `frame-keys.ts`, `keyboard.ts`, `row-keys.ts`, `list-keys.ts` and the menu. */
export const shortcutGroups = [
  {
    title: words.keys.anywhere,
    shortcuts: [
      { keys: ['/'], alternative: ['Ctrl', 'L'], does: words.keys.add },
      { keys: ['Ctrl', 'Z'], does: words.keys.takeBack },
      { keys: ['Ctrl', 'Shift', 'Z'], alternative: ['Ctrl', 'Y'], does: words.keys.bringBack },
      { keys: ['H'], alternative: ['Ctrl', 'H'], does: words.keys.history },
      { keys: ['?'], does: words.keys.keys },
      { keys: ['Ctrl', ','], does: words.keys.preferences },
      { keys: ['Ctrl', '+'], alternative: ['Ctrl', '−'], does: words.keys.zoom },
      { keys: ['Ctrl', '0'], does: words.keys.zoomBack },
      { keys: ['F11'], does: words.keys.fullScreen },
      { keys: ['Ctrl', 'Q'], does: words.keys.quit },
    ],
  },
  {
    title: words.keys.cartsAndTabs,
    shortcuts: [
      { keys: ['Ctrl', 'T'], does: words.keys.carts },
      { keys: ['Ctrl', 'Shift', 'N'], does: words.keys.newCart },
      { keys: ['Ctrl', 'J'], does: words.keys.joinCart },
      { keys: ['Ctrl', 'Tab'], alternative: ['Ctrl', 'PgDn'], does: words.keys.nextTab },
      { keys: ['Ctrl', 'Shift', 'Tab'], alternative: ['Ctrl', 'PgUp'], does: words.keys.previousTab },
      { keys: ['Ctrl', 'W'], does: words.keys.closeTab },
      { keys: ['Ctrl', 'Shift', 'T'], does: words.keys.reopenTab },
      { keys: ['Ctrl', 'N'], does: words.keys.newWindow },
      { keys: ['Ctrl', 'Shift', 'W'], does: words.keys.closeWindow },
      { keys: ['Ctrl', 'Shift', 'A'], does: words.keys.admin },
    ],
  },
  {
    title: words.keys.adding,
    shortcuts: [
      { keys: ['Enter'], does: words.keys.addAndGoOn },
      { keys: ['↑'], alternative: ['↓'], does: words.adding.sheet.choose },
      { keys: ['Tab'], does: words.adding.sheet.complete },
      { keys: ['Ctrl', 'D'], does: words.adding.sheet.star },
      { keys: ['Alt', '↓'], does: words.adding.sheet.wanted },
      { keys: ['↓'], does: words.keys.toRows },
      { keys: ['Esc'], does: words.keys.emptyFields },
    ],
  },
  {
    title: words.keys.onRow,
    shortcuts: [
      { keys: ['↑'], alternative: ['↓'], does: words.keys.otherRow },
      { keys: ['PgUp'], alternative: ['PgDn'], does: words.keys.pageRow },
      { keys: ['Shift', 'A … Z'], does: words.keys.findRow },
      { keys: ['+'], alternative: ['−'], does: words.keys.step },
      { keys: ['Enter'], does: words.keys.quantity },
      { keys: ['P'], does: words.keys.price },
      { keys: ['Alt', 'P'], does: words.prices.acceptKey },
      { keys: ['N'], does: words.keys.note },
      { keys: ['L'], does: words.keys.later },
      { keys: ['Alt', '↑'], alternative: ['Alt', '↓'], does: words.keys.moveRow },
      { keys: ['I'], does: words.keys.detailsRow },
      { keys: ['Delete'], does: words.keys.remove },
      { keys: ['Esc'], does: words.keys.leave },
    ],
  },
  {
    title: words.keys.inHistory,
    shortcuts: [
      { keys: ['↑'], alternative: ['↓'], does: words.keys.otherEntry },
      { keys: ['Enter'], does: words.keys.entryThen },
      { keys: ['←'], alternative: ['→'], does: words.keys.slide },
      { keys: ['PgUp'], alternative: ['PgDn'], does: words.keys.slideDay },
      { keys: ['Home'], alternative: ['End'], does: words.keys.slideEnds },
      { keys: ['Esc'], does: words.keys.toNow },
    ],
  },
  {
    title: words.keys.lists,
    shortcuts: [
      { keys: ['Ctrl', 'O'], does: words.keys.addFromFile },
      { keys: ['Ctrl', 'Shift', 'L'], does: words.keys.pasteList },
      { keys: ['Ctrl', 'Enter'], does: words.keys.lookAtList },
      { keys: ['Ctrl', 'P'], does: words.keys.print },
    ],
  },
  {
    title: words.carts.sheet.title,
    shortcuts: [
      { keys: ['Enter'], does: words.carts.sheet.open },
      { keys: ['Ctrl', 'Enter'], does: words.carts.sheet.window },
      { keys: ['F2'], does: words.carts.sheet.rename },
      { keys: ['Delete'], does: words.carts.sheet.putAway },
      { keys: ['A … Z'], does: words.carts.sheet.search },
    ],
  },
] as const satisfies readonly {
  readonly title: string;
  readonly shortcuts: readonly {
    readonly keys: readonly string[];
    readonly alternative?: readonly string[];
    readonly does: string;
  }[];
}[];
