import { createHash } from 'node:crypto';

import type { Viewer } from '@nuan/auth';
import type { SubgraphDefinition } from '@nuan/federation';
import { type JobHandler, runJobs } from '@nuan/facts';
import { csvLine, type TableColumn, templateTitles } from '@nuan/intake';

import { aKey, type MutationAnswer, mutationKit } from './mutation-kit';
import { countStatements } from './statement-counter';
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
  /** What an import is for: its region, its session; asked anew for each announcement where tests make their own. */
  readonly target: object | (() => object);
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
  send(file: Buffer, more?: object, viewer?: Viewer): Promise<string>;
  /** Runs the jobs and reads an import: state, counts, progress, and the problems by line. */
  read(id: string, viewer?: Viewer): Promise<Record<string, unknown>>;
  /** How many statements reading and writing a file took, whose rows fit in one step. */
  statementsOf(file: Buffer, more?: object): Promise<number>;
}

/** A job whose second step is lost after its writes, as by a deadlock: it is rolled back and done anew. */
export function losingItsSecondStep(job: JobHandler): { readonly handler: JobHandler; steps(): number } {
  let steps = 0;
  const step: JobHandler['step'] = async (...args) => {
    const outcome = await job.step(...args);
    if ((steps += 1) === 2) throw Object.assign(new RangeError('lost'), { code: '40001' });
    return outcome;
  };
  return { handler: { kind: job.kind, step }, steps: () => steps };
}

/** Makes the kit of one kind of import. */
export function listImportKit({ definition, db, viewer, ...kind }: ListImportKitOptions): ListImportKit {
  const { mutate } = mutationKit(definition, viewer, 'refusedIn');
  const selection = `... on ${kind.type} { id importState: state upload { receivedBytes } }`;
  const field = `${kind.type.charAt(0).toLowerCase()}${kind.type.slice(1)}`;
  const query = `query ($id: ID!) { run: ${field}(id: $id) { state rows rowsWithErrors imported: ${kind.imported}
    progress { state done total failed } problems { nodes { line column rule } totalCount } } }`;
  const run = async (): Promise<void> => {
    const { jobs } = definition.compose({ db: db.app, clock: testClock, cipher: testCipher });
    await runJobs(db.app, testClock, jobs ?? []);
  };
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
      const target = typeof kind.target === 'function' ? kind.target() : kind.target;
      return kit.run('start', { ...target, ...announced, ...more }, as);
    },
    send: async (file, more = {}, as = viewer) => {
      const { id } = await kit.start(file, more, as);
      await kit.run('append', { id, offset: 0, content: file.toString('base64') }, as);
      await kit.run('finish', { id }, as);
      return id;
    },
    read: async (id, as = viewer) => {
      await run();
      const { data } = await executeSubgraph<{ run: Record<string, unknown> }>(definition, {
        ...{ db: db.app, viewer: as, query, variables: { id } },
      });
      return data.run;
    },
    statementsOf: async (file, more = {}) => {
      await kit.send(file, more);
      return (await countStatements(db.app, run)).statements.length;
    },
  };
  return kit;
}
