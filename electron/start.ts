/** Where the program begins: as the desktop, or as the `trolley` command of an installed package. */
import { trolleyArguments } from './start/trolley-arguments.ts';
import { restartInUtf8 } from './start/restart-in-utf8.ts';
import { runCommand } from './start/run-command.ts';

const command = trolleyArguments(process.argv);
// Electron waits for this file before it starts anything of Chromium's, and the command ends the process first.
if (command !== null) await runCommand(command);
else if (!(await restartInUtf8())) await import('./main.ts');
