import { type FieldCipher, HASH_DOMAIN } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';

import { HouseholdRelation } from '../worker/household-relation';
import type { ImportGroup } from './import-group';
import type { ImportedRow } from './import-row';

/** A row to be kept until it is written. */
export interface RowToStage {
  readonly line: number;
  /** Blank when the row doesn't tell. */
  readonly householdNo: string;
  /** Null when something bars the row. */
  readonly row: ImportedRow | null;
}

/** Rows of one household as they are kept. */
export interface StagedGroup extends ImportGroup {
  /** Whether one of its rows has an error. */
  readonly isBarred: boolean;
  /** Keyed hashes of the ID numbers, index-aligned with `rows`. */
  readonly hashes: readonly Buffer[];
}

interface StagedRow {
  readonly line: number;
  readonly household_no: string;
  readonly is_barred: boolean;
  readonly id_number_hash: Buffer | null;
  readonly content_sealed: Buffer;
}

/** Which groups are wanted: those after one, in the order of their numbers. */
interface GroupsWanted {
  readonly importId: string;
  readonly afterNo: string;
  readonly count: number;
  /** Only those that can be written and haven't been. */
  readonly isToWrite: boolean;
}

/** Keeps the rows of an import sealed while it is under way, and gives them back by household. */
export class ImportStaging {
  constructor(private readonly cipher: FieldCipher) {}

  /** Keeps rows. */
  async put(tx: ActTransaction, importId: string, rows: readonly RowToStage[]): Promise<void> {
    const sealed = this.cipher.sealMany(rows.map(({ row }) => JSON.stringify(row)));
    await tx.query(
      `insert into household_import_row (import_id, line, household_no, is_head, id_number_hash, content_sealed, is_barred)
       select $1, r.line, r.household_no, r.is_head, r.hash, r.content, r.hash is null
       from unnest($2::integer[], $3::text[], $4::boolean[], $5::bytea[], $6::bytea[]) r (line, household_no, is_head, hash, content)`,
      [
        importId,
        rows.map(({ line }) => line),
        rows.map(({ householdNo, line }) => (householdNo === '' ? `#${line}` : householdNo)),
        rows.map(({ row }) => row?.relation === HouseholdRelation.HEAD),
        rows.map(({ row }) => (row ? this.cipher.hash(HASH_DOMAIN.idNumber, row.idNumber) : null)),
        sealed,
      ],
    );
  }

  /** The next groups, whole. */
  async groups(tx: ActTransaction, { importId, afterNo, count, isToWrite }: GroupsWanted): Promise<StagedGroup[]> {
    const rows = await tx.query<StagedRow[]>(
      `with wanted as (
         select distinct r.household_no from household_import_row r
         where r.import_id = $1 and r.household_no > $2 and (not $4 or not r.is_barred
           and not exists (select from imported_household i where i.import_id = $1 and i.household_no = r.household_no))
         order by r.household_no limit $3
       )
       select r.line, r.household_no, r.is_barred, r.id_number_hash, r.content_sealed
       from household_import_row r join wanted w using (household_no) where r.import_id = $1 order by r.household_no, r.line`,
      [importId, afterNo, count, isToWrite],
    );
    const byNo = new Map<string, StagedRow[]>();
    for (const row of rows) byNo.set(row.household_no, [...(byNo.get(row.household_no) ?? []), row]);
    return [...byNo].map(([householdNo, staged]) => this.groupOf(householdNo, staged));
  }

  /** Bars households, so that none of their rows is written. */
  async bar(tx: ActTransaction, importId: string, householdNos: readonly string[]): Promise<void> {
    await tx.query(
      'update household_import_row set is_barred = true where import_id = $1 and household_no = any($2::text[]) and not is_barred',
      [importId, householdNos],
    );
  }

  /** Lines of these households whose person stands on another line of the file too. */
  async repeated(tx: ActTransaction, importId: string, householdNos: readonly string[]): Promise<Set<number>> {
    const rows = await tx.query<{ line: number }[]>(
      `select r.line from household_import_row r
       where r.import_id = $1 and r.household_no = any($2::text[]) and exists (
         select from household_import_row o where o.import_id = $1 and o.id_number_hash = r.id_number_hash and o.line <> r.line)`,
      [importId, householdNos],
    );
    return new Set(rows.map(({ line }) => line));
  }

  /** Rows in all, and rows of barred households. */
  async count(tx: ActTransaction, importId: string): Promise<{ readonly rows: number; readonly barredRows: number }> {
    const [counted] = await tx.query<{ rows: number; barredRows: number }[]>(
      `select count(*)::int as rows, count(*) filter (where is_barred)::int as "barredRows" from household_import_row where import_id = $1`,
      [importId],
    );
    return counted ?? { rows: 0, barredRows: 0 };
  }

  /** Forgets the rows when the import has ended. */
  async clear(tx: ActTransaction, importId: string): Promise<void> {
    await tx.query('delete from household_import_row where import_id = $1', [importId]);
  }

  private groupOf(householdNo: string, staged: readonly StagedRow[]): StagedGroup {
    const isBarred = staged.some(({ is_barred }) => is_barred);
    const readable = staged.filter(({ id_number_hash }) => id_number_hash !== null);
    return {
      householdNo,
      isBarred,
      rows: readable.map(({ line, content_sealed }) => ({
        line,
        row: JSON.parse(this.cipher.open(content_sealed)) as ImportedRow,
      })),
      hashes: readable.map(({ id_number_hash }) => id_number_hash ?? Buffer.alloc(0)),
    };
  }
}
