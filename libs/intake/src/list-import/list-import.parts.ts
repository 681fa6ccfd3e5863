import { Acts, type ActTransaction, type JobHandler } from '@nuan/facts';
import type { SubgraphDependencies } from '@nuan/federation';
import { refuseRegion } from '@nuan/regions';

import { UploadStore } from '../upload-store';
import type { ListImport } from './list-import.entity';
import type { StartListImport } from './list-import.inputs';
import { ListImportJob } from './list-import.job';
import { listImportFields, listImportMutations, listImportQueries } from './list-import.resolver';
import { type ListImportShape, listImportTypes } from './list-import.schema';
import { ListImportService } from './list-import.service';
import { ListImportWriter, type ListImportWriting } from './list-import.writer';
import type { ImportedRow, ImportRun, ListImportRules } from './list-import-rules';

/** All that one kind of import is: its types, its right and target, its rules. */
export interface ListImportKind<
  Run extends ListImport,
  Start extends StartListImport,
  Row extends ImportedRow,
  Stored extends ImportRun,
>
  extends
    Omit<ListImportShape<Run, Start>, 'table' | 'template'>,
    Omit<ListImportWriting<Start>, 'names' | 'table' | 'jobKind'> {
  /** An example for the template, by the keys of the columns. */
  readonly example: Readonly<Record<string, string>>;
  readonly rules: ListImportRules<Row, Stored>;
}

/** What a subgraph takes of an import into its composition. */
export interface ListImportParts {
  readonly resolvers: readonly object[];
  readonly jobs: readonly JobHandler[];
}

/** Declares the GraphQL types of a kind of import, once, and says how it is composed. */
export function defineListImport<
  Run extends ListImport,
  Start extends StartListImport,
  Row extends ImportedRow,
  Stored extends ImportRun,
>(kind: ListImportKind<Run, Start, Row, Stored>): (dependencies: SubgraphDependencies) => ListImportParts {
  const { rules, example, run } = kind;
  const { table, jobKind, columns } = rules;
  const types = listImportTypes({ ...kind, table, template: { columns, example } });
  const [Queries, Fields] = [listImportQueries(types), listImportFields(types)];
  const Mutations = listImportMutations(types);
  return ({ db, clock, cipher }) => {
    const store = new UploadStore(cipher);
    const imports = new ListImportService<Run>(db, { entity: run, action: kind.action, list: types.list, alias: 'i' });
    const writing = { ...kind, table, jobKind, target: inItsMode(kind.target) };
    const writer = new ListImportWriter<Run, Start>(writing, new Acts(db, clock), imports, store);
    return {
      resolvers: [new Queries(imports), new Fields(imports), new Mutations(writer)],
      jobs: [new ListImportJob(rules, db, store)],
    };
  };
}

/** The target of an import, with the mode in which it is taken. */
function inItsMode<Start extends StartListImport>(
  target: ListImportWriting<Start>['target'],
): ListImportWriting<Start>['target'] {
  return async (tx, input) => {
    const { mode } = input;
    const { columns, facts, ...place } = await target(tx, input);
    return { ...place, columns: { ...columns, mode }, facts: { ...facts, mode } };
  };
}

/** Where a file goes whose rows lie in a region; refuses (REGION_VALID_ON) one that doesn't exist today. */
export function regionalTarget(tx: ActTransaction, region: string): { owner: string; region: string } {
  refuseRegion(tx, 'region', region);
  return { owner: region, region };
}
