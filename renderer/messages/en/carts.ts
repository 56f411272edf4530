import { counted } from './counting.ts';

const cartCount = (count: number) => counted(count, { one: 'cart', other: 'carts' });
const changes = (count: number) => counted(count, { one: 'change', other: 'changes' });

/** The list of carts. */
export const carts = {
  title: 'Carts',
  products: (count: number) => counted(count, { one: 'product', other: 'products' }),
  units: (count: number) => counted(count, { one: 'unit', other: 'units' }),
  empty: 'empty',
  notOpenedYet: 'Not opened on this computer yet',
  onlyHere: 'On this computer only',
  onServer: (server: string) => `on ${server}`,
  unsent: (count: number) => `${changes(count)} only on this computer`,
  lastChange: (when: string) => `Last change: ${when}`,

  newCart: 'New cart',
  join: 'Join…',
  joinTip: 'Join a cart with a link or a code',
  preferences: 'Preferences',
  search: 'Find a cart',
  searchLabel: 'Find a cart by its name or code',
  drawers: 'Which carts',
  drawer: { carts: 'Carts', templates: 'Templates', archived: 'Archived', trashed: 'Trash' },
  countedDrawer: (name: string, count: number) => `${name}, ${cartCount(count)}`,
  found: (count: number) => `${cartCount(count)} found`,

  row: (name: string, details: readonly string[]) => [name, ...details].join(', '),
  more: (name: string) => `More for ${name}`,
  open: 'Open',
  openInWindow: 'Open in a new window',
  rename: 'Rename',
  nameOf: (name: string) => `New name for ${name}`,
  duplicate: 'Duplicate',
  saveAsTemplate: 'Save as template',
  newFromTemplate: 'New cart from it',
  use: 'Use',
  useLabel: (name: string) => `New cart from ${name}`,
  share: 'Share…',
  archive: 'Archive',
  unarchive: 'Take out of the archive',
  trash: 'Move to trash',
  restore: 'Restore',
  restoreLabel: (name: string) => `Restore ${name}`,
  deleteForGood: 'Delete for good…',
  emptyTrash: 'Empty the trash…',
  trashStays: 'Carts stay here until you delete them. Nothing goes by itself.',

  copyOf: (name: string) => `Copy of ${name}`,
  firstName: 'My cart',
  isTrashed: (name: string) => `${name} is in the trash`,
  isArchived: (name: string) => `${name} is in the archive`,
  isBack: (name: string) => `${name} is back among your carts`,
  isRenamed: (name: string) => `It is called ${name} now`,
  isTemplate: (name: string) => `${name} is among your templates`,
  isDeleted: (name: string) => `${name} is gone from this computer`,
  areDeleted: (count: number) => `${cartCount(count)} gone from this computer`,
  notDone: (reason: string) => `That could not be done: ${reason}`,
  cannotBeRead: (name: string) => `${name} cannot be read on this computer. Open it to see why.`,
  notHereYet: (name: string) => `${name} has not been opened on this computer yet. Open it first.`,

  firstTitle: 'A cart that several people fill at once',
  firstText: 'It works without a network, and nothing that anybody put in gets lost.',
  firstButton: 'Your first cart',
  firstJoin: 'Join with a link or code',
  firstHint:
    'Nothing at hand to put in? A cart can be filled from the sample catalogue that comes with Trolley.',
  noneFound: (search: string) => `No cart is called “${search}”`,
  noneFoundText: 'Names and codes were searched.',
  createNamed: (name: string) => `New cart “${name}”`,
  elsewhere: (drawer: string, count: number) => `${cartCount(count)} found in: ${drawer}`,
  none: {
    carts: 'No carts here',
    templates: 'No templates yet',
    archived: 'Nothing is archived',
    trashed: 'The trash is empty',
  },
  noneText: {
    carts: 'They are all in the archive or the trash.',
    templates:
      'What is bought again and again need not be typed again: choose “Save as template” for a cart.',
    archived: 'Carts that are done with and worth keeping go here.',
    trashed: 'Carts that you delete come here first and can be restored.',
  },

  /** On the sheet of keys. */
  sheet: {
    title: 'In the list of carts',
    open: 'Open a cart',
    window: 'Open it in a new window',
    rename: 'Give it another name',
    putAway: 'Move it to the trash',
    search: 'Find a cart',
  },
};
