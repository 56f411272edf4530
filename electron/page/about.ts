import { app } from 'electron';
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import type { About, Licence } from '../../protocol/ipc.ts';

const licencesSchema: v.GenericSchema<Licence[]> = v.array(
  v.object({ name: v.string(), version: v.string(), licence: v.string(), text: v.string() }),
);

/** Chromium's own are too many to be read here: half of what it consists of is other people's. */
const chromium = (version: string): Licence => ({
  name: 'Chromium',
  version,
  licence: 'BSD-3-Clause',
  text: 'Its licences, and those of what is in it, are in LICENSES.chromium.html in the folder of the app.',
});

/**
 * Versions, and the licences of what Trolley is made of, Electron's and Chromium's among them.
 *
 * @param licencesFile `dist/licences.json`, which the build writes: see `scripts/licences.mjs`
 */
export async function readAbout(licencesFile: string): Promise<About> {
  const { electron, chrome } = process.versions;
  const licences = v.parse(licencesSchema, JSON.parse(await readFile(licencesFile, 'utf8')));
  return {
    version: app.getVersion(),
    electron: electron,
    chromium: chrome,
    licences: [...licences, chromium(chrome)].sort((a, b) => a.name.localeCompare(b.name, 'en')),
  };
}
