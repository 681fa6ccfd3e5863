import { writePatterns } from '@nuan/auth';
import { type ImportRun, type ListImportRules, peopleOfList, type RowRefusal } from '@nuan/intake';

import { ReturnKind } from '../return-service/return-kind';
import { holdReturn, requestSubsidies, SUBSIDY_ONCE } from '../return-service/travel-subsidies';
import { type ImportedSubsidy, readSubsidyRow, SUBSIDY_COLUMNS } from './import-row';
import { SUBSIDY_IMPORT_ROWS } from './subsidy-import.machine';

interface SubsidyRun extends ImportRun {
  readonly return_service_id: string;
}

const requestedOnce = ({ person: { column } }: ImportedSubsidy): RowRefusal => ({
  ...{ column, rule: SUBSIDY_ONCE.rule, message: 'This person has a subsidy of this service already.' },
});

/** How rows become requests that assistance pays: one for a person and service, while the service is open. */
export const subsidyImportRules: ListImportRules<ImportedSubsidy, SubsidyRun> = {
  ...{ type: 'TravelSubsidyImport', jobKind: 'travelSubsidy.import', table: 'travel_subsidy_import' },
  ...{ columns: SUBSIDY_COLUMNS, rows: SUBSIDY_IMPORT_ROWS, isTried: true },
  twice: { column: 'personId', message: 'Another line names this person.' },
  reader: (tx, _run, cipher) => (row) => readSubsidyRow(row, cipher, tx.today),
  async survey(tx, run, rows) {
    const people = await peopleOfList(tx, rows, writePatterns(tx.viewer));
    const service = await holdReturn(tx, run.return_service_id, ReturnKind.TRANSPORT_SUBSIDY);
    const { notOpen } = service;
    return {
      key: (row) => people.idOf(row),
      unfit: (row) => people.unfit(row) ?? (notOpen && { column: null, rule: notOpen.rule, message: notOpen.message }),
      async write(free) {
        const wanted = free.map(({ amount, mode, ...row }) => ({ amount, mode, personId: people.idOf(row) }));
        const made = await requestSubsidies(tx, service, wanted);
        return free.map((row, at) => made.get(wanted[at]?.personId ?? '') ?? requestedOnce(row));
      },
    };
  },
};
