import type { ActTransaction } from '@nuan/facts';
import type { ListImportRules, RowRefusal } from '@nuan/intake';

import { addProjects, type NewProject } from '../insurance/new-project';
import { enterprisesByCreditCode } from '../region-and-enterprise';
import { type ImportedProject, INSURANCE_COLUMNS, readProjectRow } from './import-row';
import { INSURANCE_IMPORT_ROWS } from './insurance-import.machine';

const UNKNOWN_BUILDER: RowRefusal = {
  column: 'creditCode',
  rule: 'ENTERPRISE_KNOWN',
  message: 'No enterprise has this credit code: register it first.',
};
const KNOWN: RowRefusal = {
  column: 'name',
  rule: 'PROJECT_KNOWN',
  message: 'This builder has a project of this name here: record its insurance.',
};

/** How rows become projects: one of a name for a builder in a region, insured where the row gives its proof. */
export const insuranceImportRules: ListImportRules<ImportedProject> = {
  ...{ type: 'InsuranceProjectImport', jobKind: 'insurance.import', table: 'insurance_project_import' },
  ...{ columns: INSURANCE_COLUMNS, rows: INSURANCE_IMPORT_ROWS },
  twice: { column: 'name', message: 'Another line names this project of this builder.' },
  reader: (tx, { region_code: region }) => {
    const place = { region, today: tx.today };
    return (row) => readProjectRow(row, place);
  },
  async survey(tx, _run, rows) {
    const builders = await enterprisesByCreditCode(
      tx,
      rows.map(({ creditCode }) => creditCode),
    );
    const projectOf = (row: ImportedProject): NewProject => ({
      ...row,
      enterpriseId: builders.get(row.creditCode) ?? '',
    });
    const known = await knownProjects(tx, rows.filter(({ creditCode }) => builders.has(creditCode)).map(projectOf));
    return {
      key: ({ creditCode, regionCode, name }) => `${creditCode} ${regionCode} ${name}`,
      unfit: ({ creditCode }) => (builders.has(creditCode) ? null : UNKNOWN_BUILDER),
      held: (row) => (known.has(placeOf(projectOf(row))) ? KNOWN : null),
      write: async (free) => {
        const projects = free.map(projectOf);
        const ids = await addProjects(tx, projects);
        const made = projects.flatMap(({ enterpriseId }, at) => (ids[at] ? [enterpriseId] : []));
        tx.about(
          'InsuranceProject',
          ids.filter((id) => id !== null),
        );
        tx.about('Enterprise', made);
        return ids.map((id) => id ?? KNOWN);
      },
    };
  },
};

const placeOf = ({
  enterpriseId,
  regionCode,
  name,
}: Pick<NewProject, 'enterpriseId' | 'regionCode' | 'name'>): string => `${enterpriseId} ${regionCode} ${name}`;

/** Which of these stand in the register already, those from before entries were signed among them. */
async function knownProjects(tx: ActTransaction, projects: readonly NewProject[]): Promise<ReadonlySet<string>> {
  const found = await tx.query<NewProject[]>(
    `select p.enterprise_id as "enterpriseId", p.region_code as "regionCode", p.name
     from unnest($1::uuid[], $2::text[], $3::text[]) w (enterprise_id, region_code, name)
     join insurance_project p using (enterprise_id, region_code, name)`,
    [
      projects.map(({ enterpriseId }) => enterpriseId),
      projects.map(({ regionCode }) => regionCode),
      projects.map(({ name }) => name),
    ],
  );
  return new Set(found.map(placeOf));
}
