import type { ActTransaction } from '@nuan/facts';
import {
  type ListImportRules,
  type PeopleOfList,
  peopleOfList,
  rowActs,
  type RowFields,
  type RowRefusal,
} from '@nuan/intake';
import { regionPrefix } from '@nuan/kernel';

import { employersOfList, UNKNOWN_EMPLOYER } from '../import/employers-of-list';
import { assertRoutes, recordPlacement } from '../placement/placement-record';
import { PlacementRoute } from '../placement/placement-route';
import { type ImportedPlacement, PLACEMENT_COLUMNS, readPlacementRow } from './import-row';
import { PLACEMENT_IMPORT_ROWS } from './placement-import.machine';

const NO_REFERRAL: RowRefusal = {
  column: 'routes',
  rule: 'REFERRAL_OF_ROUTE',
  message:
    'Not one open referral of this person to this employer, but none or several: record the placement by itself.',
};

/** How rows become placements: who was brought into work with which employer, by the rules of a single one. */
export const placementImportRules: ListImportRules<ImportedPlacement> = {
  ...{ type: 'PlacementImport', jobKind: 'placement.import', table: 'placement_import' },
  ...{ columns: PLACEMENT_COLUMNS, rows: PLACEMENT_IMPORT_ROWS, isTried: true },
  twice: { column: 'personId', message: 'Another line names this person with this employer.' },
  reader: (tx, _run, cipher) => (row) => readPlacementRow(row, cipher, tx.today),
  async survey(tx, run, rows) {
    const people = await peopleOfList(tx, rows, [`${regionPrefix(run.region_code)}%`]);
    const employers = await employersOfList(
      tx,
      rows.map(({ creditCode }) => creditCode),
    );
    const jobOf = (row: ImportedPlacement): string =>
      `${people.idOf(row)} ${row.creditCode === null ? '' : (employers.get(row.creditCode)?.id ?? row.creditCode)}`;
    const referrals = await openReferrals(tx, people, rows);
    return {
      key: jobOf,
      unfit: (row) => {
        if (row.creditCode !== null && !employers.has(row.creditCode)) return UNKNOWN_EMPLOYER;
        const isReferred = row.routes.includes(PlacementRoute.REFERRAL);
        const bar = people.unfit(row);
        return bar ?? (isReferred && referrals.get(jobOf(row))?.length !== 1 ? NO_REFERRAL : null);
      },
      write: rowActs(tx, fieldsOf, (act, row) => {
        assertRoutes(row.routes);
        const isReferred = row.routes.includes(PlacementRoute.REFERRAL);
        return recordPlacement(act, {
          ...{ personId: people.idOf(row), employerId: employers.get(row.creditCode ?? '')?.id ?? null },
          ...{ referralId: isReferred ? (referrals.get(jobOf(row))?.[0] ?? null) : null, placedOn: row.placedOn },
          ...{ routes: [...row.routes], wage: row.wage, contractRef: row.contractRef },
        });
      }),
    };
  },
};

const fieldsOf = ({ person: { column } }: ImportedPlacement): RowFields => ({
  named: column,
  columns: {
    ...{ personId: column, employerId: 'creditCode', referralId: 'routes', id: 'routes', routes: 'routes' },
    ...{ placedOn: 'placedOn', wage: 'wage', contractRef: 'contractRef' },
  },
});

/** The open referrals of the persons of a piece, by person and employer. */
async function openReferrals(
  tx: ActTransaction,
  people: PeopleOfList,
  rows: readonly ImportedPlacement[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const referred = rows.filter(({ routes }) => routes.includes(PlacementRoute.REFERRAL));
  if (referred.length === 0) return new Map();
  const found = await tx.query<{ job: string; ids: string[] }[]>(
    `select person_id || ' ' || employer_id as job, array_agg(id::text) as ids from job_referral
     where person_id = any($1::uuid[]) and state in ('OFFERED','INTERVIEW') group by person_id, employer_id`,
    [referred.flatMap((row) => people.of(row)?.id ?? [])],
  );
  return new Map(found.map(({ job, ids }) => [job, ids]));
}
