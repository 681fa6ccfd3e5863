import type { ActTransaction } from '@nuan/facts';
import type { ListImportRules, RowRefusal } from '@nuan/intake';

import { addStations } from '../station/station.writer';
import { type ImportedStation, readStationRow, STATION_COLUMNS } from './import-row';

const CODE_TAKEN: RowRefusal = {
  column: 'code',
  rule: 'STATION_CODE_TAKEN',
  message: 'Another facility has this code: take another.',
};

/** How rows become stations: planned ones, each code once. */
export const stationImportRules: ListImportRules<ImportedStation> = {
  ...{ type: 'StationImport', jobKind: 'station.import', table: 'station_import', columns: STATION_COLUMNS },
  rows: { table: 'station_import_row', key: 'code', made: 'station_id' },
  twice: { column: 'code', message: 'Another line names this code.' },
  reader: (tx, { region_code: region }) => {
    const place = { region, today: tx.today };
    return (row) => readStationRow(row, place);
  },
  async survey(tx, _run, rows) {
    const taken = await takenCodes(tx, rows);
    return {
      key: ({ code }) => code,
      held: ({ code }) => (taken.has(code) ? CODE_TAKEN : null),
      write: async (free) => {
        const ids = await addStations(tx, free);
        tx.about(
          'ServiceStation',
          ids.filter((id) => id !== null),
        );
        return ids.map((id) => id ?? CODE_TAKEN);
      },
    };
  },
};

async function takenCodes(tx: ActTransaction, rows: readonly ImportedStation[]): Promise<ReadonlySet<string>> {
  const sql = 'select code from service_station where code = any($1::text[])';
  const found = await tx.query<{ code: string }[]>(sql, [rows.map(({ code }) => code)]);
  return new Set(found.map(({ code }) => code));
}
