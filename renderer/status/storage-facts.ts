/** What there is to know about the place where this computer keeps carts. Bytes. */
export interface StorageFacts {
  /** By all carts of the profile. */
  readonly used: number;
  readonly free: number;
  /** Whether Chromium keeps it however full the disk becomes. */
  readonly isPersistent: boolean;
}

/** Asks Chromium; `null` when it does not say. */
export async function storageFacts(storage: StorageManager): Promise<StorageFacts | null> {
  try {
    const [{ usage, quota }, isPersistent] = await Promise.all([storage.estimate(), storage.persisted()]);
    if (usage === undefined || quota === undefined) return null;
    return { used: usage, free: Math.max(0, quota - usage), isPersistent };
  } catch {
    return null; // A disk in trouble answers nothing, and the banner about it says more than a figure.
  }
}
