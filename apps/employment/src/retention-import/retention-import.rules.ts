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
import { confirmRetention, holdPlacement } from '../placement/retention-answer';
import { type ImportedAnswer, readAnswerRow, RETENTION_COLUMNS } from './import-row';
import { RETENTION_IMPORT_ROWS } from './retention-import.machine';

/** How rows answer whether jobs last, by the rules of a single answer; of several jobs with one employer the last is meant. */
export const retentionImportRules: ListImportRules<ImportedAnswer> = {
  ...{ type: 'RetentionImport', jobKind: 'retention.import', table: 'retention_import' },
  ...{ columns: RETENTION_COLUMNS, rows: RETENTION_IMPORT_ROWS, isTried: true },
  twice: { column: 'term', message: 'Another line answers for this person, employer and term.' },
  reader: (tx, _run, cipher) => (row) => readAnswerRow(row, cipher, tx.today),
  async survey(tx, run, rows) {
    const people = await peopleOfList(tx, rows, [`${regionPrefix(run.region_code)}%`]);
    const employers = await employersOfList(
      tx,
      rows.map(({ creditCode }) => creditCode),
    );
    const placements = await lastPlacements(tx, people, rows);
    const jobOf = (row: ImportedAnswer): string =>
      `${people.idOf(row)} ${row.creditCode === null ? '' : (employers.get(row.creditCode)?.id ?? row.creditCode)}`;
    return {
      key: (row) => `${jobOf(row)} ${row.term}`,
      unfit: (row) => {
        if (row.creditCode !== null && !employers.has(row.creditCode)) return UNKNOWN_EMPLOYER;
        return people.unfit(row) ?? (placements.has(jobOf(row)) ? null : notPlaced(row));
      },
      write: rowActs(tx, fieldsOf, async (act, row) => {
        const held = await holdPlacement(act, placements.get(jobOf(row)) ?? '', null);
        await confirmRetention(act, held, row);
        return held.id;
      }),
    };
  },
};

const notPlaced = ({ person: { column } }: ImportedAnswer): RowRefusal => ({
  column,
  rule: 'PLACED_THERE',
  message: 'No placement of this person with this employer is on record.',
});

const fieldsOf = ({ person: { column } }: ImportedAnswer): RowFields => ({
  named: column,
  columns: { id: column, term: 'term', retained: 'retained', on: 'on', proof: 'proof' },
});

/** The last placement of each person of a piece with each employer. */
async function lastPlacements(
  tx: ActTransaction,
  people: PeopleOfList,
  rows: readonly ImportedAnswer[],
): Promise<ReadonlyMap<string, string>> {
  const found = await tx.query<{ job: string; id: string }[]>(
    `select person_id || ' ' || coalesce(employer_id::text, '') as job, id from placement where person_id = any($1::uuid[])
     order by placed_on, id`,
    [rows.flatMap((row) => people.of(row)?.id ?? [])],
  );
  return new Map(found.map(({ job, id }) => [job, id]));
}
