import { beyondRegions } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import type { ListImportRules, RowRefusal } from '@nuan/intake';
import { newId } from '@nuan/kernel';

import { enterprisesOfList, type EnterprisesOfList, unfitEnterprise } from '../enterprise/enterprises-of-list';
import type { EnterpriseRow } from '../enterprise/held-enterprise';
import { CAPACITY_IMPORT_ROWS } from './capacity-import.machine';
import { CAPACITY_COLUMNS, type ImportedCut, readCutRow } from './import-row';

const KNOWN: RowRefusal = {
  column: 'year',
  rule: 'REPORT_KNOWN',
  message: 'A cut of this year and product is on record: change its figures there.',
};

/** How rows become yearly reports: one cut of an enterprise and year, with the workers that it diverts by each route. */
export const capacityImportRules: ListImportRules<ImportedCut> = {
  ...{ type: 'CapacityCutImport', jobKind: 'capacity.import', table: 'capacity_cut_import', columns: CAPACITY_COLUMNS },
  rows: CAPACITY_IMPORT_ROWS,
  twice: { column: 'year', message: 'Another line reports of this enterprise and year.' },
  rowKey: ({ creditCode, year }) => `${creditCode} ${String(year)}`,
  reader: (tx) => (row) => readCutRow(row, tx.today),
  async survey(tx, run, rows) {
    const enterprises = await enterprisesOfList(tx, run.region_code, rows);
    const known = await knownReports(tx, enterprises, rows);
    return {
      unfit: ({ creditCode }) => unfitEnterprise(tx, enterprises.get(creditCode)),
      held: (row) => heldReport(known, enterprises.get(row.creditCode)?.id ?? '', row),
      write: (row) => writeReport(tx, enterprises.get(row.creditCode), row),
    };
  },
};

/** The enterprise stays locked since it was looked at, so nothing can have come between. */
async function writeReport(
  tx: ActTransaction,
  enterprise: EnterpriseRow | undefined,
  { year, product, plannedTons, doneTons, closedOn, diversions }: ImportedCut,
): Promise<string | RowRefusal> {
  if (!enterprise) return KNOWN;
  const [id, owner] = [newId(), enterprise.id];
  await tx.query(
    `insert into capacity_cut (id, enterprise_id, year, product, planned_tons, done_tons, closed_on) values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, owner, year, product, plannedTons, doneTons, closedOn],
  );
  await tx.query(
    `insert into worker_diversion (enterprise_id, region_code, year, route, workers)
     select $1, $2, $3, d.route, d.workers from unnest($4::text[], $5::integer[]) d (route, workers)`,
    [
      ...[owner, enterprise.region_code, year],
      ...[diversions.map(({ route }) => route), diversions.map(({ workers }) => workers)],
    ],
  );
  tx.about('Enterprise', owner);
  return id;
}

const keyOf = (enterpriseId: string, year: number, part: string): string => `${enterpriseId} ${String(year)} ${part}`;

function heldReport(known: ReadonlySet<string>, enterpriseId: string, row: ImportedCut): RowRefusal | null {
  if (known.has(keyOf(enterpriseId, row.year, row.product))) return KNOWN;
  const held = row.diversions.find(({ route }) => known.has(keyOf(enterpriseId, row.year, route)));
  return held
    ? {
        column: held.column,
        rule: 'REPORT_KNOWN',
        message: 'Workers diverted by this route in that year are on record: change the figure there.',
      }
    : null;
}

/** Reports that stand for the enterprises and years of a piece, by enterprise, year and product or route. */
async function knownReports(
  tx: ActTransaction,
  enterprises: EnterprisesOfList,
  rows: readonly ImportedCut[],
): Promise<ReadonlySet<string>> {
  const found = await beyondRegions('a report stays where the enterprise was when it first reported', () =>
    tx.query<{ id: string; year: number; part: string }[]>(
      `select enterprise_id as id, year, product as part from capacity_cut
       where enterprise_id = any($1::uuid[]) and year = any($2::integer[])
       union all
       select enterprise_id, year, route from worker_diversion
       where enterprise_id = any($1::uuid[]) and year = any($2::integer[])`,
      [[...enterprises.values()].map(({ id }) => id), rows.map(({ year }) => year)],
    ),
  );
  return new Set(found.map(({ id, year, part }) => keyOf(id, year, part)));
}
