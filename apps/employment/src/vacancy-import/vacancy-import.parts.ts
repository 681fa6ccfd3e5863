import { assertMayWrite } from '@nuan/auth';
import { defineListImport, regionalTarget, startRegionalImport } from '@nuan/intake';

import { JobVacancyImport, JobVacancyImportState } from './vacancy-import.entity';
import { VACANCY_IMPORT, vacancyImportMachine } from './vacancy-import.machine';
import { vacancyImportRules } from './vacancy-import.rules';

/** Makes everything of bulk imports of vacancies (批量导入岗位信息). */
export const vacancyImportParts = defineListImport({
  ...{ names: VACANCY_IMPORT, run: JobVacancyImport, states: JobVacancyImportState },
  ...{ machine: vacancyImportMachine, start: startRegionalImport(VACANCY_IMPORT) },
  ...{ noun: 'vacancy', action: 'placement:write', purpose: 'vacancy-import' },
  assertMayStart: (viewer, { region }) => {
    assertMayWrite(viewer, region, 'placement:write');
  },
  target: (tx, { region }) => regionalTarget(tx, region),
  rules: vacancyImportRules,
  // An example of a firm that doesn't exist.
  example: { creditCode: '91349900MA2N000015', title: '仓储管理员', openings: '5' },
});
