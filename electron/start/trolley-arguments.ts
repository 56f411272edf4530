/** What the `trolley` script of a package starts the desktop's program with; see `build/linux/trolley`. */
const COMMAND_SWITCH = '--trolley-command';

/**
 * The arguments of the `trolley` command, or `null` where the program is to be the desktop.
 *
 * The switch counts only in the first place: what follows may come from elsewhere, such as a link that is followed.
 *
 * @param argv of the process, beginning with the program itself
 */
export function trolleyArguments(argv: readonly string[]): readonly string[] | null {
  if (argv[1] !== COMMAND_SWITCH) return null;
  const end = argv.indexOf('--');
  return end === -1 ? [] : argv.slice(end + 1);
}
