import type { Contract } from '@nuan/federation';

import { fieldOf, type ListImportNames } from './list-import-names';
import { IMPORT_FIELDS, importSteps, TEMPLATE_FIELDS } from './list-import.policy';

/** What one import adds to the contract of a department that hands its list in: the steps, the template and the report by lines. */
export type ListImportContract = Pick<Contract, 'queries' | 'mutations' | 'types'>;

/** The part of a contract by which a department hands in a list and is told of each of its own lines what came of it. */
export function listImportContract(names: ListImportNames, own: readonly string[]): ListImportContract {
  const { type } = names;
  const field = fieldOf(names);
  return {
    queries: [field, `${field}s`, `${field}Template`],
    mutations: importSteps(names),
    types: {
      [type]: [...IMPORT_FIELDS, ...own].join(' '),
      [`${type}Template`]: TEMPLATE_FIELDS.join(' '),
      Upload: 'id fileName bytes receivedBytes state startedAt finishedAt',
      RowProblem: 'id line column rule message level',
    },
  };
}
