import type { Environment } from '@nuan/config';
import { columnFindings, type FieldCipher, rollupDrift } from '@nuan/database';
import { verifyAudit } from '@nuan/facts';
import type { Clock } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { anchorFile } from './audit/anchor-regularly';
import type { SubgraphDefinition } from './definition';
import { rotateKeys } from './rotate-keys.command';

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

const drift = ({ database }: SubgraphDefinition): SubgraphCommand => ({
  about:
    'recomputes every aggregate from the rows, compares the columns with their declared sensitivity, prints what differs',
  run: async ({ name, db, print }) => {
    const cells = await rollupDrift(db);
    for (const cell of cells) print(json(cell));
    print(`${name}: ${cells.length === 0 ? 'the rollups equal the rows' : `${cells.length} cells differ`}`);
    const columns = database.columns === undefined ? [] : await columnFindings(db, database.columns);
    for (const finding of columns) print(finding);
    print(`${name}: ${columns.length === 0 ? 'every column has its sensitivity' : `${columns.length} columns differ`}`);
    return cells.length + columns.length === 0;
  },
});

const audit: SubgraphCommand = {
  about:
    'recomputes the audit chain, holds it against the anchors of NUAN_AUDIT_ANCHOR_DIR and prints where it is broken',
  run: async ({ name, db, env, print }) => {
    const { NUAN_AUDIT_ANCHOR_DIR: dir } = env;
    const kept = dir ? await anchorFile(dir, name).read() : [];
    const { entries, anchors, headHash, breaks } = await verifyAudit(db, kept);
    for (const found of breaks) print(json(found));
    const last = kept.at(-1);
    const until = last === undefined ? '' : ` (the last of act ${last.seq}, at ${last.at})`;
    const isAnchored = entries === 0 || last !== undefined;
    const verdict = breaks.length > 0 ? `${breaks.length} breaks` : isAnchored ? 'the chain holds' : WITHOUT_ANCHORS;
    print(`${name}: ${entries} acts, ${anchors} anchors${until}, head ${headHash}: ${verdict}`);
    return breaks.length === 0 && isAnchored;
  },
};

const WITHOUT_ANCHORS =
  'it holds in itself, as one that was rewritten whole would; set NUAN_AUDIT_ANCHOR_DIR to where its anchors are';

/** What every subgraph's program can do. */
export const ownCommands = (definition: SubgraphDefinition): Readonly<Record<string, SubgraphCommand>> => ({
  drift: drift(definition),
  audit,
  'rotate-keys': rotateKeys(definition),
});

function json(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === 'bigint' ? String(item) : item));
}
