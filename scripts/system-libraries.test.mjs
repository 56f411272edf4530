import { expect, it } from 'vitest';
import { readInstallable, readMissingLibraries } from './system-libraries.mjs';

it('reads what the loader does not find, once each', () => {
  const output = [
    '\tlinux-vdso.so.1 (0x00007ffd)',
    '\tlibnss3.so => not found',
    '\tlibc.so.6 => /lib/libc.so.6 (0x00007f00)',
    '\tlibnss3.so => not found',
    '\tlibgbm.so.1 => not found',
  ].join('\n');
  expect(readMissingLibraries(output)).toEqual(['libnss3.so', 'libgbm.so.1']);
});

it('knows a package without a candidate from one that can be installed', () => {
  const policy = [
    'libasound2:',
    '  Installed: (none)',
    '  Candidate: (none)',
    '  Version table:',
    'libasound2t64:',
    '  Installed: (none)',
    '  Candidate: 1.2.11-1',
    '  Version table:',
    '     1.2.11-1 500',
  ].join('\n');
  expect(readInstallable(policy)).toEqual(new Set(['libasound2t64']));
});
