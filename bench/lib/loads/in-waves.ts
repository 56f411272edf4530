/** Opens so many sessions, a few at a time, and waits until each is answered; rejects when `failed` does. */
export async function inWaves<Opened extends { readonly ready: Promise<unknown> }>(
  count: number,
  atOnce: number,
  open: (index: number) => Opened,
  failed: Promise<void>,
): Promise<readonly Opened[]> {
  const opened: Opened[] = [];
  while (opened.length < count) {
    const wave = Array.from({ length: Math.min(atOnce, count - opened.length) }, (_, index) =>
      open(opened.length + index),
    );
    await Promise.race([failed, Promise.all(wave.map(({ ready }) => ready))]);
    opened.push(...wave);
  }
  return opened;
}
