const WIDTH = 30;
const STEP_PERCENT = 10;

/** Where progress is shown: a terminal is rewritten in place, anything else gets a line now and then. */
export interface ProgressOutput {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** A bar that shows how far a piece of work has come. */
export class ProgressBar {
  private shownPercent = -STEP_PERCENT;

  constructor(
    private readonly title: string,
    private readonly output: ProgressOutput,
  ) {}

  /** `share` is 0..1; `what` says what is being worked on. */
  update(share: number, what: string): void {
    const percent = Math.floor(100 * Math.min(1, Math.max(0, share)));
    if (this.output.isTTY === true) {
      const filled = Math.round((WIDTH * percent) / 100);
      const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
      this.output.write(`\r\u001b[2K  ${this.title} ${bar} ${String(percent).padStart(3)} %  ${what}`);
    } else if (percent >= this.shownPercent + STEP_PERCENT || (percent === 100 && this.shownPercent < 100)) {
      this.output.write(`  ${this.title} ${percent} %\n`);
      this.shownPercent = percent;
    }
  }

  /** Clears the bar from a terminal. */
  end(): void {
    if (this.output.isTTY === true) this.output.write('\r\u001b[2K');
  }
}
