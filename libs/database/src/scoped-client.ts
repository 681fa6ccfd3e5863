import pg from 'pg';

import { cancelling } from './cancelling';
import { preparedName } from './prepared';
import { currentScope, type ScopeSettings } from './region-scope';

/** Statements that see no row. They pass as they are: in a transaction that failed nothing but its end can run. */
const CONTROL = /^\s*(start\s+transaction|begin|commit|end|rollback|abort|savepoint|release|set\s+transaction)\b/i;

/** Ends of transactions that give back what was set since they began. */
const TAKES_BACK = /^\s*(rollback|abort)\b/i;

/** As the server reports them; a COMMIT that ended a failed transaction is reported as the ROLLBACK that it was. */
const TOOK_BACK = /^(ROLLBACK|RESET|DISCARD)/;

type ClientClass = new (config?: string | pg.ClientConfig) => pg.Client;
type Query = (...args: readonly unknown[]) => unknown;
type Connection = NodeJS.EventEmitter & { readonly stream: { destroy(): void } };

/**
 * A connection that tells PostgreSQL, before a statement, the region scope of the code that sends it – only when that differs
 * from what this connection was told last, so that one person's dashboard costs nothing extra and nothing is left for the next
 * user of a pooled connection. A statement whose scope couldn't be told isn't sent. Ask for promises: what is sent with a callback
 * (`pool.query` does so) counts as outside of any scope.
 *
 * @param outside what a statement is allowed that no scope was opened for.
 */
export function scopedClient(outside: ScopeSettings): ClientClass {
  return class ScopedClient extends pg.Client {
    constructor(config?: string | pg.ClientConfig) {
      super(config);
      const send = this.query.bind(this) as Query;
      const { connection } = this as unknown as { connection: Connection };
      const sendFor = cancelling(this, send, config);
      this.query = new ScopedQueries(connection, send, sendFor, outside).query as typeof this.query;
    }
  };
}

class ScopedQueries {
  /** What the server was told last; null when that isn't known. */
  private told: ScopeSettings | null = null;
  /** Telling it something else; others wait for it, since statements that run at once share a connection. */
  private telling: Promise<unknown> | null = null;

  constructor(
    private readonly connection: Connection,
    private readonly send: Query,
    /** The same for a statement that somebody waits for who may hang up. */
    private readonly sendFor: Query,
    private readonly outside: ScopeSettings,
  ) {
    connection.on('errorMessage', () => (this.told = null));
    connection.on('commandComplete', ({ text }: { text: string }) => {
      if (TOOK_BACK.test(text)) this.told = null;
    });
  }

  readonly query: Query = (...given) => {
    const text = textOf(given[0]);
    const args = underItsName(given);
    if (CONTROL.test(text)) {
      if (TAKES_BACK.test(text)) this.told = null;
      return this.send(...args);
    }
    // A pool calls back in the context of whoever gave the connection back, so a callback's scope isn't known.
    const isCalledBack = args.some((arg) => typeof arg === 'function');
    const wanted = (isCalledBack ? null : currentScope()) ?? this.outside;
    const canWait = !isCalledBack && typeof (args[0] as { submit?: unknown }).submit !== 'function';
    if (this.telling === null && this.knows(wanted)) return canWait ? this.sendFor(...args) : this.send(...args);
    return canWait ? this.sendAfterTelling(wanted, args) : this.sendBehindTelling(wanted, args);
  };

  private async sendAfterTelling(wanted: ScopeSettings, args: readonly unknown[]): Promise<unknown> {
    while (this.telling !== null) await this.telling.catch(() => undefined);
    // What was told last is what was sent last; an error takes it back. A stream may have told something else meanwhile.
    while (!this.knows(wanted)) {
      this.telling = this.send(settings(wanted)) as Promise<unknown>;
      this.told = wanted;
      try {
        await this.telling;
      } finally {
        this.telling = null;
      }
    }
    return this.sendFor(...args);
  }

  /** A stream or a callback can't wait: it stands in the queue behind the setting, and falls with the connection if that fails. */
  private sendBehindTelling(wanted: ScopeSettings, args: readonly unknown[]): unknown {
    this.send(settings(wanted), (error: unknown) => {
      if (error) this.connection.stream.destroy();
    });
    this.told = wanted;
    return this.send(...args);
  }

  private knows(wanted: ScopeSettings): boolean {
    if (this.told === null) return false;
    if (this.told.read !== wanted.read || this.told.write !== wanted.write) return false;
    return this.told.readUnions === wanted.readUnions && this.told.writeUnions === wanted.writeUnions;
  }
}

/** The patterns are digits, `%` and commas by construction, the unions hexadecimal digits, hyphens, `*` and commas. */
const settings = ({ read, write, readUnions, writeUnions }: ScopeSettings): string =>
  `set nuan.read = '${read}'; set nuan.write = '${write}'; set nuan.read_unions = '${readUnions}'; set nuan.write_unions = '${writeUnions}'`;

/** A text with values whose statement is marked {@link prepared} goes out under its name; whatever else `query` takes stays as it is. */
function underItsName(args: readonly unknown[]): readonly unknown[] {
  const [text, values, ...rest] = args;
  const name = typeof text === 'string' && Array.isArray(values) ? preparedName(text) : undefined;
  return name === undefined ? args : [{ name, text, values: values as unknown[] }, ...rest];
}

/** The SQL of whatever `query` takes: text, a configuration, or a stream that submits itself. */
function textOf(statement: unknown): string {
  if (typeof statement === 'string') return statement;
  const { text } = (statement ?? {}) as { text?: unknown };
  return typeof text === 'string' ? text : '';
}
