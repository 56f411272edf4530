/** Whether the user has chosen to work offline: one choice for all windows of this instance. */
export class OfflineChoice {
  #isOffline: boolean;
  readonly #listeners: ((offline: boolean) => void)[] = [];

  constructor(offline: boolean) {
    this.#isOffline = offline;
  }

  get isOffline(): boolean {
    return this.#isOffline;
  }

  set(offline: boolean): void {
    if (offline === this.#isOffline) return;
    this.#isOffline = offline;
    for (const listener of this.#listeners) listener(offline);
  }

  onChange(listener: (offline: boolean) => void): void {
    this.#listeners.push(listener);
  }
}
