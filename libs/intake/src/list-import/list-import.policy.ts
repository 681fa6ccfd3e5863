import type { Action } from '@nuan/auth';
import { type FieldLine, pageOf, type Policy, type RootLine, typeOf } from '@nuan/federation';

import { fieldOf, type ListImportNames } from './list-import-names';

/** What every import shows of itself, beside what is its own. */
export const IMPORT_FIELDS: readonly string[] = [
  ...['id', 'dryRun', 'mode', 'region', 'state', 'startedAt', 'finishedAt', 'rows', 'rowsWithErrors'],
  ...['upload', 'progress', 'problems'],
];
/** What a template shows. */
export const TEMPLATE_FIELDS: readonly string[] = ['fileName', 'content', 'hints'];

/** The mutations by which a list is handed in, in their order, and given up. */
export function importSteps({ type }: ListImportNames): readonly string[] {
  return ['start', 'append', 'finish', 'cancel'].map((step) => `${step}${type}`);
}

/** What the lines of one import depend on. */
export interface ListImportRight {
  readonly right: Action;
  /** Fields of its own: the count of what was written, what the file is for. */
  readonly own: readonly string[];
}

/** The lines of one import: for who may write what it writes; its template is for everybody. A report names rows, never values. */
export function listImportPolicy(names: ListImportNames, { right, own }: ListImportRight): Partial<Policy> {
  const { type } = names;
  const field = fieldOf(names);
  return {
    types: {
      [type]: typeOf('PROGRAMME', right, linesOf([...IMPORT_FIELDS, ...own], 'PROGRAMME INTERNAL')),
      [`${type}Template`]: typeOf('REFERENCE', null, linesOf(TEMPLATE_FIELDS, 'REFERENCE PUBLIC')),
      ...pageOf(type, 'PROGRAMME', right),
    },
    queries: {
      [field]: ['PROGRAMME', 'INTERNAL', right],
      [`${field}s`]: ['PROGRAMME', 'INTERNAL', right],
      [`${field}Template`]: ['REFERENCE', 'PUBLIC'],
    },
    mutations: Object.fromEntries(
      importSteps(names).map((step): [string, RootLine] => [step, ['OWN_ACT', 'INTERNAL', right]]),
    ),
  };
}

const linesOf = (fields: readonly string[], line: FieldLine): Readonly<Record<string, FieldLine>> =>
  Object.fromEntries(fields.map((field) => [field, line]));
