import { createHash } from 'node:crypto';

import type { Viewer } from '@nuan/auth';
import type { SubgraphDefinition } from '@nuan/federation';
import { runJobs } from '@nuan/facts';
import { csvLine, type TableColumn, templateTitles } from '@nuan/intake';

import { aKey, type MutationAnswer, mutationKit } from './mutation-kit';
import { executeSubgraph, testCipher, testClock } from './subgraph-execution';
import type { TestDatabase } from './test-database';

/** Cells of one row by the keys of their columns. */
export type ListCells = Readonly<Record<string, string>>;

/** A kind of import as its spec sends it. */
export interface ListImportKitOptions {
  readonly definition: SubgraphDefinition;
  readonly db: TestDatabase;
  /** Who sends and reads unless a test says otherwise. */
  readonly viewer: Viewer;
  /** GraphQL type of the import. */
  readonly type: string;
  readonly columns: readonly TableColumn[];
  /** Field that counts what was written. */
  readonly imported: string;
  /** What an import is for: its region, its session. */
  readonly target: object;
}

/** Sends and reads imports of one kind, as a front end does. */
export interface ListImportKit {
  /** A CSV file with the header of the template. */
  fileOf(rows: readonly ListCells[]): Buffer;
  /** Runs one step by its verb; gives its answer, or `{ code }` of the error. */
  run(verb: string, input: object, viewer?: Viewer): Promise<MutationAnswer>;
  /** Announces a file. */
  start(file: Buffer, more?: object, viewer?: Viewer): Promise<MutationAnswer>;
  /** Announces, sends and completes a file; gives the import's id. */
  send(file: Buffer, more?: object): Promise<string>;
  /** Runs the jobs and reads an import: state, counts, progress, and the problems by line. */
  read(id: string): Promise<Record<string, unknown>>;
}

/** Makes the kit of one kind of import. */
export function listImportKit({ definition, db, viewer, ...kind }: ListImportKitOptions): ListImportKit {
  const { mutate } = mutationKit(definition, viewer, 'refusedIn');
  const selection = `... on ${kind.type} { id importState: state upload { receivedBytes } }`;
  const field = `${kind.type.charAt(0).toLowerCase()}${kind.type.slice(1)}`;
  const query = `query ($id: ID!) { run: ${field}(id: $id) { state rows rowsWithErrors imported: ${kind.imported}
    progress { state done total failed } problems { nodes { line column rule } totalCount } } }`;
  const kit: ListImportKit = {
    fileOf: (rows) => {
      const lines = rows.map((cells) => kind.columns.map(({ key }) => cells[key] ?? ''));
      return Buffer.from([templateTitles(kind.columns), ...lines].map(csvLine).join(''));
    },
    run: async (verb, input, as = viewer) => {
      const { data, errors } = await mutate(db, `${verb}${kind.type}`, input, { selection, viewer: as });
      const answer = (data as Record<string, MutationAnswer> | null)?.[`${verb}${kind.type}`];
      return answer ?? ({ code: errors[0]?.code } as unknown as MutationAnswer);
    },
    start: (file, more = {}, as = viewer) => {
      const sha256 = createHash('sha256').update(file).digest('hex');
      const announced = { dryRun: false, fileName: '名单.csv', bytes: file.length, sha256, idempotencyKey: aKey() };
      return kit.run('start', { ...kind.target, ...announced, ...more }, as);
    },
    send: async (file, more = {}) => {
      const { id } = await kit.start(file, more);
      await kit.run('append', { id, offset: 0, content: file.toString('base64') });
      await kit.run('finish', { id });
      return id;
    },
    read: async (id) => {
      const { jobs } = definition.compose({ db: db.app, clock: testClock, cipher: testCipher });
      await runJobs(db.app, testClock, jobs ?? []);
      const { data } = await executeSubgraph<{ run: Record<string, unknown> }>(definition, {
        ...{ db: db.app, viewer, query, variables: { id } },
      });
      return data.run;
    },
  };
  return kit;
}
