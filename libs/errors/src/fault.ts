/**
 * A fault of the program or of its start-up: wrong wiring, a missing binary, a broken assumption. Clients see INTERNAL and a
 * request id; the message goes to the log or to the person who starts the process, so it holds no personal data and says what to do.
 */
export class FaultError extends Error {
  constructor(message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'FaultError';
  }
}

/** What a closed union can't hold at run time. Its parameter makes an unhandled member a compile error. */
export class Unreachable extends FaultError {
  constructor(value: never) {
    super(`Unreachable value: ${JSON.stringify(value)}`);
    this.name = 'Unreachable';
  }
}
