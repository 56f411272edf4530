/** Whether an `Accept` header allows a media type, such as `application/json`. */
export function accepts(header: string | undefined, mediaType: string): boolean {
  if (header === undefined || header.trim() === '') return true;
  const [wholeType = ''] = mediaType.split('/', 1);
  // The most specific range that names it decides.
  const ranges = header.split(',').map(readRange);
  for (const wanted of [mediaType, `${wholeType}/*`, '*/*']) {
    const range = ranges.find(({ type }) => type === wanted);
    if (range) return range.quality > 0;
  }
  return false;
}

function readRange(text: string): { readonly type: string; readonly quality: number } {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return { type, quality: quality === undefined ? 1 : Number(quality) };
}
