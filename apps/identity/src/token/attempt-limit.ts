const MAX_KEYS = 10_000;

/** Counts attempts per key in windows of one minute; a key that asks too often waits for the next window. */
export class AttemptLimit {
  private readonly windows = new Map<string, { readonly startedMs: number; count: number }>();

  constructor(
    private readonly perMinute: number,
    private readonly nowMs: () => number = Date.now,
  ) {}

  /** Counts one attempt: how many seconds it must wait, 0 when it may go on, and whether it is the first of its window that must. */
  take(key: string): { readonly waitS: number; readonly isFirst: boolean } {
    const nowMs = this.nowMs();
    let window = this.windows.get(key);
    if (!window || nowMs - window.startedMs >= 60_000) {
      this.windows.delete(key);
      this.windows.set(key, (window = { startedMs: nowMs, count: 0 }));
      this.forgetOldest();
    }
    window.count += 1;
    const leftS = Math.max(1, Math.ceil((window.startedMs + 60_000 - nowMs) / 1000));
    return { waitS: window.count <= this.perMinute ? 0 : leftS, isFirst: window.count === this.perMinute + 1 };
  }

  /** Keys are kept in the order of their windows, so the first is the oldest. */
  private forgetOldest(): void {
    const oldest = this.windows.keys().next();
    if (this.windows.size > MAX_KEYS && !oldest.done) this.windows.delete(oldest.value);
  }
}
