import {
  booleanField,
  connectionOf,
  defineList,
  enumField,
  instantField,
  type List,
  type ListField,
  mutationResult,
  regionField,
} from '@nuan/federation';

import type { ListImport } from './list-import.entity';
import { type ListImportInputs, listImportInputs, type StartListImport } from './list-import.inputs';
import type { ListImportStates } from './list-import.machine';
import type { ListImportNames } from './list-import-names';
import { type ListImportTemplate, listImportTemplate, type TemplateContent } from './list-import-template';

type ObjectClass<T> = new () => T;

/** What the graph needs to know of one kind of import. */
export interface ListImportShape<Run extends ListImport, Start extends StartListImport> {
  readonly names: ListImportNames;
  readonly table: string;
  /** Entity and GraphQL type of an import. */
  readonly run: ObjectClass<Run>;
  readonly states: ListImportStates;
  /** Input that announces a file. */
  readonly start: ObjectClass<Start>;
  readonly template: TemplateContent;
  /** Filters beyond those of every import; the import's alias is `i`. */
  readonly filters?: Readonly<Record<string, ListField>>;
}

/** The GraphQL types of one kind of import. */
export interface ListImportTypes<Run extends ListImport, Start extends StartListImport> extends Pick<
  ListImportShape<Run, Start>,
  'names' | 'run' | 'start'
> {
  readonly list: List;
  readonly Connection: ObjectClass<object>;
  readonly Template: ObjectClass<ListImportTemplate>;
  readonly inputs: ListImportInputs;
  readonly results: ListImportResults;
}

/** The unions of outcomes of its mutations. */
export interface ListImportResults {
  readonly Start: object;
  readonly Append: object;
  readonly Finish: object;
  readonly Cancel: object;
}

/** Declares the types of one kind of import, all named after it. */
export function listImportTypes<Run extends ListImport, Start extends StartListImport>(
  shape: ListImportShape<Run, Start>,
): ListImportTypes<Run, Start> {
  const { names, run, start } = shape;
  return {
    ...{ names, run, start, list: listOf(shape) },
    Connection: connectionOf(run, names.type, `bulk imports of ${names.things} (批量导入)`),
    Template: listImportTemplate(names, shape.template),
    inputs: listImportInputs(names),
    results: resultsOf(names.type, run),
  };
}

function listOf({ names, table, states, filters = {} }: ListImportShape<ListImport, StartListImport>): List {
  return defineList({
    name: names.type,
    from: `${table} i`,
    id: 'i.id',
    scope: 'i.region_code',
    fields: {
      state: enumField(states, 'i.state', 'State of the import (导入状态).'),
      dryRun: booleanField('i.is_dry_run', 'Whether it only checks (试导入).'),
      ...filters,
      region: regionField('i.region_code', 'Region of the import (导入区域).'),
      startedAt: instantField('i.started_at', 'When it was begun (开始时间).'),
    },
    order: { STARTED_AT: { sql: 'i.started_at', type: 'timestamptz', description: 'When it was begun (开始时间).' } },
    defaultOrder: [['STARTED_AT', 'DESC']],
  });
}

function resultsOf(type: string, run: ObjectClass<ListImport>): ListImportResults {
  const result = (step: string, description: string): object =>
    mutationResult(`${step}${type}Result`, description, () => [run]);
  return {
    Start: result(
      'Start',
      'What came of announcing an import (发起结果): the import, or the one that this file already became.',
    ),
    Append: result('Append', 'What came of a piece (分片结果); a broken OFFSET rule tells where to go on.'),
    Finish: result(
      'Finish',
      'What came of the end of a file (完成结果): READING, or REFUSED when the checksum differs.',
    ),
    Cancel: result('Cancel', 'What came of breaking an import off (取消结果).'),
  };
}
