/**
 * Chromium switches a desktop needs because of where it runs, not because of what it does.
 *
 * As root Chromium refuses its sandbox and would not start at all. On a virtual display there is neither
 * a graphics card nor a key ring, and a container's shared memory is small.
 */

/**
 * @param {{ isRoot: boolean, isVirtual: boolean, isWaylandOnly: boolean }} place
 * @returns {string[]}
 */
export function electronSwitches({ isRoot, isVirtual, isWaylandOnly }) {
  return [
    ...(isRoot ? ['--no-sandbox'] : []),
    ...(isVirtual ? ['--disable-gpu', '--disable-dev-shm-usage', '--password-store=basic'] : []),
    ...(isWaylandOnly ? ['--ozone-platform-hint=auto'] : []),
  ];
}
