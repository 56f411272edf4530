/**
 * Where a relay answers HTTP, of its HTTP or its WebSocket address; without a slash at the end. `null` for text
 * that is neither.
 */
export function httpAddressOf(address: string): string | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  const [, scheme] = /^(http|ws|https|wss):$/.exec(url?.protocol ?? '') ?? [];
  if (!url || scheme === undefined) return null;
  const path = scheme.startsWith('ws') ? url.pathname.replace(/\/sync\/?$/, '') : url.pathname;
  const secure = scheme === 'https' || scheme === 'wss' ? 's' : '';
  return `http${secure}://${url.host}${path.replace(/\/$/, '')}`;
}
