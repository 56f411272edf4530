import { countingWordsOf } from '../../protocol/language.ts';

const counted = countingWordsOf('en');

/** What menus and dialogs say, in English. */
export const en = {
  /** The list of carts, in a window's title. */
  carts: 'Carts',
  cannotStart: {
    message: 'Trolley cannot start',
    detail: 'Your carts are safe on this computer. What went wrong:',
  },
  crashed: {
    message: 'This window has stopped working.',
    detail: 'Everything that was shown as saved is safe.',
    reload: 'Open it again',
    close: 'Close it',
  },
  notSaved: {
    message: 'Some changes are not saved on this computer.',
    keep: 'Keep the window open',
    close: 'Close it anyway',
  },
  notSent: {
    message: (changes: number) =>
      counted(changes, {
        one: 'change is only on this computer.',
        other: 'changes are only on this computer.',
      }),
    detail: 'They will go out when you open the cart again.',
    keep: 'Keep open',
    close: 'Close anyway',
  },
  files: {
    savePdf: 'Save as PDF',
    pdf: 'PDF document',
  },
  updates: {
    available: (version: string) => `Trolley ${version} is here.`,
    detail: 'It is downloaded now and installed when you quit. You can go on working.',
    download: 'Download',
    later: 'Not Now',
    ready: (version: string) => `Trolley ${version} is downloaded`,
    readyDetail: 'You have it with the next start.',
  },
  menu: {
    file: '&File',
    newWindow: 'New Window',
    newCart: 'New Cart…',
    joinCart: 'Join a Cart…',
    carts: 'Carts',
    closeTab: 'Close Tab',
    reopenTab: 'Open Closed Cart Again',
    closeWindow: 'Close Window',
    addFromFile: 'Add from a File…',
    pasteList: 'Paste a List…',
    exportCsv: 'Export as CSV…',
    exportJson: 'Export as JSON…',
    print: 'Print…',
    savePdf: 'Save as PDF…',
    edit: '&Edit',
    undo: 'Undo',
    redo: 'Redo',
    preferences: 'Preferences…',
    cart: '&Cart',
    add: 'Add…',
    rename: 'Rename…',
    duplicate: 'Duplicate',
    share: 'Share…',
    empty: 'Empty the Cart…',
    catalogue: 'Catalogue…',
    checkPrices: 'Check Prices',
    workOffline: 'Work Offline',
    access: 'Access…',
    view: '&View',
    history: 'History',
    admin: 'Admin',
    theme: 'Appearance',
    themes: { system: 'As the System', light: 'Light', dark: 'Dark' },
    window: '&Window',
    nextTab: 'Next Tab',
    previousTab: 'Previous Tab',
    help: '&Help',
    keys: 'Keys',
    showLogs: 'Show Logs',
    about: 'About Trolley',
  },
};

/** What every other language says too. */
export type DesktopWords = typeof en;
