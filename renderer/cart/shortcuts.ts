/** Everything that has a key, as the sheet lists it. The handlers are in `keyboard.ts` and `row-keys.ts`. */
export const shortcutGroups = [
  {
    title: 'Anywhere',
    shortcuts: [
      { keys: ['/'], alternative: ['Ctrl', 'L'], does: 'Add something' },
      { keys: ['Ctrl', 'Z'], does: 'Take back your last step' },
      { keys: ['Ctrl', 'Shift', 'Z'], alternative: ['Ctrl', 'Y'], does: 'Bring it back' },
      { keys: ['H'], does: 'Show or hide the history' },
      { keys: ['?'], does: 'Show these keys' },
    ],
  },
  {
    title: 'Adding',
    shortcuts: [
      { keys: ['Enter'], does: 'Add it and go on with the next' },
      { keys: ['↓'], does: 'Go to the rows' },
      { keys: ['Esc'], does: 'Empty the fields' },
    ],
  },
  {
    title: 'On a row',
    shortcuts: [
      { keys: ['↑'], alternative: ['↓'], does: 'Go to another row' },
      { keys: ['+'], alternative: ['−'], does: 'One more, one less' },
      { keys: ['Enter'], does: 'Type a quantity' },
      { keys: ['P'], does: 'Change the price' },
      { keys: ['N'], does: 'Write a note' },
      { keys: ['L'], does: 'Save for later, or put back' },
      { keys: ['Delete'], does: 'Take it out' },
      { keys: ['Esc'], does: 'Leave a field without changing it' },
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
