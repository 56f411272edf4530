import { test as base, type TestInfo } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { Desktop, type LaunchOptions } from './desktop.ts';
import { RelayProcess } from './relay-process.ts';

export { expect } from '@playwright/test';

interface Options {
  /** Whether the relay asks for tokens; `relay.token` makes them. */
  readonly isGuarded: boolean;
  /** Further switches of the relay. */
  readonly relayArgs: readonly string[];
}

interface WorkerFixtures {
  /** Desktops show themselves on a display that no other test uses at the same time. */
  readonly ownDisplay: undefined;
}

interface Fixtures {
  /** A relay with an empty log. */
  readonly relay: RelayProcess;
  /** Starts a desktop, connected to the relay unless told otherwise, and ends it with the test. */
  readonly launchDesktop: (options?: LaunchOptions) => Promise<Desktop>;
}

/** Everything of a test is below its output directory, and kept there when it fails. */
export const test = base.extend<Fixtures & Options, WorkerFixtures>({
  ownDisplay: [
    // Playwright reads from the pattern what a fixture needs.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use, { parallelIndex }) => {
      const display = process.env['TROLLEY_DISPLAYS']?.split(' ')[parallelIndex];
      if (display) process.env['DISPLAY'] = display;
      await use(undefined);
    },
    { scope: 'worker', auto: true },
  ],
  isGuarded: [false, { option: true }],
  relayArgs: [[], { option: true }],

  relay: async ({ isGuarded, relayArgs }, use, testInfo) => {
    mkdirSync(testInfo.outputDir, { recursive: true });
    const relay = new RelayProcess(testInfo.outputPath('relay'), isGuarded, relayArgs);
    await relay.start();
    await use(relay);
    await relay.stop();
    if (isFailed(testInfo)) await testInfo.attach('relay.log', { body: relay.logs.join('\n') });
  },

  launchDesktop: async ({ relay }, use, testInfo) => {
    const desktops: Desktop[] = [];
    await use(async (options = {}) => {
      const { profile = 'Ana' } = options;
      const userDataDir = testInfo.outputPath('profiles', profile);
      const desktop = await Desktop.launch({ relay: relay.ws, ...options }, userDataDir);
      desktops.push(desktop);
      await desktop.app.context().tracing.start({ screenshots: true, snapshots: true });
      return desktop;
    });
    for (const desktop of desktops) {
      if (isFailed(testInfo)) await attachEvidence(desktop, testInfo);
      await desktop.close();
    }
    const faults = desktops.flatMap((desktop) => desktop.faults);
    if (faults.length > 0 && !isFailed(testInfo)) throw new Error(`errors in a page:\n${faults.join('\n')}`);
  },
});

const isFailed = (testInfo: TestInfo): boolean => testInfo.status !== testInfo.expectedStatus;

async function attachEvidence(desktop: Desktop, testInfo: TestInfo): Promise<void> {
  const { profile, app, output, isOver } = desktop;
  await testInfo.attach(`${profile}-output.txt`, { body: output.join('') });
  if (isOver) return;
  for (const [index, page] of app.windows().entries()) {
    const name = `${profile}-${index + 1}.png`;
    await testInfo.attach(name, { body: await page.screenshot(), contentType: 'image/png' });
  }
  const trace = testInfo.outputPath(`${profile}-trace.zip`);
  await app.context().tracing.stop({ path: trace });
  await testInfo.attach(`${profile}-trace.zip`, { path: trace });
}
