import { type ImportRun, type ListImportRules, peopleOfList, rowActs, type RowFields } from '@nuan/intake';
import { regionPrefix } from '@nuan/kernel';

import { handOver } from '../asset/asset-handover';
import { ASSET_IMPORT_ROWS } from './asset-import.machine';
import { ASSET_COLUMNS, type ImportedAsset, readAssetRow } from './import-row';

interface AssetRun extends ImportRun {
  readonly pilot_id: string | null;
}

/** How rows become grants: each serial number handed over once, by the rules of a single grant. */
export const assetImportRules: ListImportRules<ImportedAsset, AssetRun> = {
  ...{ type: 'AssetGrantImport', jobKind: 'asset.import', table: 'asset_grant_import' },
  ...{ columns: ASSET_COLUMNS, rows: ASSET_IMPORT_ROWS, isTried: true },
  twice: { column: 'serial', message: 'Another line names this serial number.' },
  reader: (tx, _run, cipher) => (row) => readAssetRow(row, cipher, tx.today),
  async survey(tx, run, rows) {
    const people = await peopleOfList(tx, rows, [`${regionPrefix(run.region_code)}%`]);
    return {
      key: ({ serial }) => serial,
      unfit: (row) => people.unfit(row),
      write: rowActs(tx, fieldsOf, (act, { asset, serial, value, givenOn, ...row }) =>
        handOver(act, { personId: people.idOf(row), pilotId: run.pilot_id, asset, serial, value, givenOn }),
      ),
    };
  },
};

const fieldsOf = ({ person: { column } }: ImportedAsset): RowFields => ({
  named: column,
  columns: { personId: column, serial: 'serial', value: 'value', givenOn: 'givenOn', pilotId: column },
});
