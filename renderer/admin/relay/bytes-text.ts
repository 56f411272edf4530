const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** "512 byte", "1.3 MB": a size in powers of a thousand, as disks are sold. */
export function bytesText(bytes: number): string {
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const value = bytes / 1_000 ** power;
  return new Intl.NumberFormat(undefined, {
    ...{ style: 'unit', unit: units[power] ?? 'byte', unitDisplay: 'short' },
    maximumFractionDigits: value < 10 && power > 0 ? 1 : 0,
  }).format(value);
}
