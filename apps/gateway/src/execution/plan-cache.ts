/**
 * Keeps what is costly to prepare, newest use last, at most `capacity` entries. Callers that ask at once share one preparation;
 * one that fails is forgotten, so a passing fault doesn't stick with its document.
 */
export class PlanCache<Value> {
  private readonly entries = new Map<string, Promise<Value>>();

  constructor(private readonly capacity: number) {}

  /** How many entries are kept now. */
  get size(): number {
    return this.entries.size;
  }

  /** The value under `key`, prepared now if it isn't kept. @throws what `prepare` throws, each time it does. */
  get(key: string, prepare: () => Promise<Value>): Promise<Value> {
    const kept = this.entries.get(key);
    this.entries.delete(key);
    const value = kept ?? prepare();
    this.entries.set(key, value);
    if (kept) return kept;
    this.trim();
    value.catch(() => {
      if (this.entries.get(key) === value) this.entries.delete(key);
    });
    return value;
  }

  private trim(): void {
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= this.capacity) return;
      this.entries.delete(oldest);
    }
  }
}
