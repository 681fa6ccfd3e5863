import type { Environment } from '@nuan/config';
import { type FieldCipher, rollupDrift } from '@nuan/database';
import { verifyAudit } from '@nuan/facts';
import type { Clock } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

/** What a command of a subgraph's program works with. */
export interface CommandContext {
  /** The subgraph's name, for lines that are read beside those of others. */
  readonly name: string;
  /** As the owner role, without a time limit on statements. */
  readonly db: DataSource;
  readonly clock: Clock;
  readonly cipher: FieldCipher;
  readonly env: Environment;
  /** What stands after the command's name. */
  readonly args: readonly string[];
  /** Prints a line. */
  readonly print: (line: string) => void;
}

/** A command of a subgraph's program beside `serve`, such as `node apps/assistance/dist/main.cjs reconcile`. */
export interface SubgraphCommand {
  /** One line for the reader of the README. */
  readonly about: string;
  /** Does it; false when it found something wrong, which becomes exit code 1. */
  run(context: CommandContext): Promise<boolean>;
}

const drift: SubgraphCommand = {
  about: 'recomputes every aggregate from the rows and prints where the rollups differ',
  run: async ({ name, db, print }) => {
    const found = await rollupDrift(db);
    for (const cell of found) print(json(cell));
    print(`${name}: ${found.length === 0 ? 'the rollups equal the rows' : `${found.length} cells differ`}`);
    return found.length === 0;
  },
};

const audit: SubgraphCommand = {
  about: 'recomputes the audit chain and prints where it is broken',
  run: async ({ name, db, print }) => {
    const { entries, headHash, breaks } = await verifyAudit(db);
    for (const found of breaks) print(json(found));
    print(
      `${name}: ${entries} acts, head ${headHash}: ${breaks.length === 0 ? 'the chain holds' : `${breaks.length} breaks`}`,
    );
    return breaks.length === 0;
  },
};

/** What every subgraph's program can do. */
export const OWN_COMMANDS: Readonly<Record<string, SubgraphCommand>> = { drift, audit };

function json(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === 'bigint' ? String(item) : item));
}
