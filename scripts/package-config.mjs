import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * What a package is made of, and for whom. `npm run package` makes one; see docs/packaging.md.
 *
 * @type {import('electron-builder').Configuration}
 */
export const packageConfig = {
  appId: 'org.trolley.desktop',
  productName: 'Trolley',
  copyright: 'Trolley contributors, MIT licence',
  directories: { output: 'release', buildResources: 'build' },
  artifactName: 'Trolley-${version}-${os}-${arch}.${ext}',

  // Only what runs: neither sources, tests and benchmarks nor what packages carry for those who build on them.
  files: [
    'package.json',
    'LICENSE',
    'dist/{cli,electron,renderer,shared}/**',
    'dist/licences.json',
    'ledger/sql/**',
    '!**/*.{map,ts,mts,cts,flow,markdown}',
    '!**/*.test.js',
    '!node_modules/lmdb/{dependencies,src}/**',
    // Of the embedded database: other ways to load it, and extensions that nothing here uses.
    '!node_modules/@electric-sql/pglite/dist/**/*.{cjs,tar.gz}',
    '!node_modules/@electric-sql/pglite/dist/contrib/**',
    // Electron loads the build that suits every version, and Chromium needs glibc anyway.
    '!node_modules/**/*.{musl,abi*.glibc}.node',
  ],
  // What cannot be loaded from inside an archive is left beside it, and found by itself: native modules.
  asar: { smartUnpack: true },
  // The native modules are made for every version of Node and Electron.
  npmRebuild: false,
  // Of Chromium's own words, those of the languages that the app has.
  electronLanguages: ['en-US', 'de'],
  extraMetadata: { productName: 'Trolley', desktopName: 'trolley-desktop.desktop' },
  protocols: [{ name: 'A cart to join', schemes: ['trolley'] }],

  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    onlyLoadAppFromAsar: true,
    // On macOS and Windows; on Linux Electron does not look at it.
    enableEmbeddedAsarIntegrityValidation: true,
    grantFileProtocolExtraPrivileges: false,
    loadBrowserProcessSpecificV8Snapshot: false,
  },

  // Leftovers of the Electron that was unpacked for development.
  afterExtract: async ({ appOutDir, electronPlatformName }) => {
    if (electronPlatformName !== 'linux') return;
    for (const name of ['resources/default_app.asar', 'sizes.json', 'version'])
      await rm(join(appOutDir, name), { force: true });
  },

  // A package looks for newer ones only where it was told to when it was made: `--update-feed`.
  publish: null,

  linux: {
    executableName: 'trolley-desktop',
    syncDesktopName: true,
    target: ['AppImage', 'deb'],
    icon: 'icons',
    category: 'Office',
    synopsis: 'A shopping cart for several people',
    maintainer: 'Trolley contributors <trolley@example.org>',
    extraFiles: [{ from: 'build/linux/trolley', to: 'trolley' }],
    desktop: {
      entry: {
        GenericName: 'Shopping cart',
        'GenericName[de]': 'Einkaufswagen',
        Keywords: 'shopping;cart;list;groceries;order;',
        'Keywords[de]': 'Einkauf;Wagen;Liste;Bestellung;',
        SingleMainWindow: 'false',
      },
    },
  },
  deb: {
    // The command, as a file of the package: removed with it, and no script has to run.
    fpm: [`${fileURLToPath(new URL('../build/linux/usr-bin-trolley', import.meta.url))}=/usr/bin/trolley`],
  },
  mac: {
    target: ['dmg', 'zip'],
    icon: 'icon.png',
    category: 'public.app-category.productivity',
    hardenedRuntime: true,
  },
  win: { target: ['nsis'], icon: 'icon.png' },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
};
