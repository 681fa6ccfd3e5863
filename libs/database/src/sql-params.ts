/** The parameters of one statement, numbered as they are added, so that no value is ever written into SQL text. */
export class SqlParams {
  readonly values: unknown[];

  /** Starts empty, or goes on from the values of an earlier statement, which stay as they are. */
  constructor(values: readonly unknown[] = []) {
    this.values = [...values];
  }

  /** Adds a value and returns its placeholder, such as `$3`. */
  add(value: unknown): `$${number}` {
    return `$${this.values.push(value)}`;
  }
}
