import { beyondRegions, insertRows } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import type { ListImportRules, RowRefusal } from '@nuan/intake';
import { newId } from '@nuan/kernel';

import { insertEnterprises } from '../enterprise/enterprise.writer';
import { ENTERPRISE_COLUMNS, type ImportedEnterprise, readEnterpriseRow } from './import-row';

const REGISTERED: RowRefusal = {
  column: 'creditCode',
  rule: 'CREDIT_CODE_UNIQUE',
  message: 'An enterprise with this code is registered already.',
};

/** How rows become enterprises: each credit code once, with its distress where the row states it. */
export const enterpriseImportRules: ListImportRules<ImportedEnterprise> = {
  ...{
    type: 'EnterpriseImport',
    jobKind: 'enterprise.import',
    table: 'enterprise_import',
    columns: ENTERPRISE_COLUMNS,
  },
  rows: { table: 'enterprise_import_row', key: 'credit_code', made: 'enterprise_id' },
  twice: { column: 'creditCode', message: 'Another line names this code.' },
  reader: (tx, { region_code: region }) => {
    const place = { region, today: tx.today };
    return (row) => readEnterpriseRow(row, place);
  },
  async survey(tx, _run, rows) {
    const registered = await registeredCodes(tx, rows);
    return {
      key: ({ creditCode }) => creditCode,
      held: ({ creditCode }) => (registered.has(creditCode) ? REGISTERED : null),
      write: async (free) => {
        const ids = await insertEnterprises(tx, free);
        const made = free.flatMap((row, at) => (ids[at] ? [{ id: ids[at], row }] : []));
        tx.about(
          'Enterprise',
          made.map(({ id }) => id),
        );
        await addDistress(tx, made);
        return ids.map((id) => id ?? REGISTERED);
      },
    };
  },
};

async function registeredCodes(tx: ActTransaction, rows: readonly ImportedEnterprise[]): Promise<ReadonlySet<string>> {
  const sql = 'select credit_code as code from enterprise where credit_code = any($1::text[])';
  const found = await beyondRegions('a credit code is registered once in the province, whichever county has it', () =>
    tx.query<{ code: string }[]>(sql, [rows.map(({ creditCode }) => creditCode)]),
  );
  return new Set(found.map(({ code }) => code));
}

/** Begins the distress that rows state. */
async function addDistress(
  tx: ActTransaction,
  enterprises: readonly { readonly id: string; readonly row: ImportedEnterprise }[],
): Promise<void> {
  const rows = enterprises.flatMap(({ id, row: { distress } }) =>
    distress === null
      ? []
      : [
          {
            ...{ id: newId(), enterprise_id: id, kind: distress.kind, from_on: distress.fromOn },
            ...{ evidence: distress.evidence, recorded_on: tx.today },
          },
        ],
  );
  await insertRows(tx, { table: 'distress_period', rows });
}
