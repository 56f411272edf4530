/**
 * Whether this is a trade item number with the right check digit: GTIN-8 (EAN-8), 12 (UPC-A), 13 (EAN-13) or 14.
 *
 * From the right the digits weigh 1, 3, 1, 3 …, the check digit first; the sum is a multiple of ten. Source: GS1
 * General Specifications, section 7.9.
 */
export function isGtin(code: string): boolean {
  if (!/^(?:\d{8}|\d{12,14})$/.test(code)) return false;
  const sum = Array.from(code)
    .reverse()
    .reduce((total, digit, place) => total + Number(digit) * weightAt(place), 0);
  return sum % 10 === 0;
}

const weightAt = (place: number): number => (place % 2 === 0 ? 1 : 3);

/** The same number as everybody writes it: an EAN-13 that begins with 0 is a UPC-A, and scanners send either. */
export const plainGtin = (code: string): string => code.padStart(14, '0');
