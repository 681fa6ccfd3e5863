import { beyondRegions, insertRows } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import type { ListImportRules, RowRefusal } from '@nuan/intake';
import { newId } from '@nuan/kernel';

import { enterprisesOfList, type EnterprisesOfList, unfitEnterprise } from '../enterprise/enterprises-of-list';
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
  reader: (tx) => (row) => readCutRow(row, tx.today),
  async survey(tx, run, rows) {
    const enterprises = await enterprisesOfList(tx, run.region_code, rows);
    const known = await knownReports(tx, enterprises, rows);
    return {
      key: ({ creditCode, year }) => `${creditCode} ${String(year)}`,
      unfit: ({ creditCode }) => unfitEnterprise(tx, enterprises.get(creditCode)),
      held: (row) => heldReport(known, enterprises.get(row.creditCode)?.id ?? '', row),
      write: (free) => writeReports(tx, enterprises, free),
    };
  },
};

/** The enterprises stay locked since they were looked at, so nothing can have come between. */
async function writeReports(
  tx: ActTransaction,
  enterprises: EnterprisesOfList,
  reports: readonly ImportedCut[],
): Promise<readonly (string | RowRefusal)[]> {
  const owners = reports.map(({ creditCode }) => enterprises.get(creditCode));
  const cuts = reports.map(({ year, product, plannedTons, doneTons, closedOn }, at) => ({
    ...{ id: newId(), enterprise_id: owners[at]?.id, region_code: owners[at]?.region_code, year, product },
    ...{ planned_tons: plannedTons, done_tons: doneTons, closed_on: closedOn },
  }));
  await insertRows(tx, { table: 'capacity_cut', rows: cuts });
  const diverted = reports.flatMap(({ year, diversions }, at) =>
    diversions.map(({ route, workers }) => ({ owner: owners[at], year, route, workers })),
  );
  await tx.query(
    `insert into worker_diversion (enterprise_id, region_code, year, route, workers)
     select * from unnest($1::uuid[], $2::text[], $3::integer[], $4::text[], $5::integer[])`,
    [
      diverted.map(({ owner }) => owner?.id),
      diverted.map(({ owner }) => owner?.region_code),
      diverted.map(({ year }) => year),
      diverted.map(({ route }) => route),
      diverted.map(({ workers }) => workers),
    ],
  );
  tx.about(
    'Enterprise',
    owners.flatMap((owner) => owner?.id ?? []),
  );
  return cuts.map(({ id }) => id);
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
