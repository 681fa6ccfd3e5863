import { assertCan, scopePatterns } from '@nuan/auth';
import { beyondRegions, rowMapping } from '@nuan/database';
import { loadProgress } from '@nuan/facts';
import { alignMany, alignOne, type Batch, type Progress, progressOf, RegionalReader } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { BankFile } from './bank-file.entity';
import { bankFileList } from './bank-file.list';
import { BankLine } from './bank-line.entity';

/** How many lines of a file are in which state. */
export interface LineCounts {
  readonly waiting: number;
  readonly unknown: number;
  readonly confirmed: number;
  readonly rejected: number;
  readonly confirmedFen: bigint;
}

const lines = rowMapping(BankLine, 'l');

/** Reads payment files and their lines (发放文件), within the viewer's regions. */
export class BankFileService extends RegionalReader<BankFile> {
  constructor(db: DataSource) {
    super(db, { entity: BankFile, action: 'disbursement:read', list: bankFileList, alias: 'f' });
  }

  /** The lines in which payments were sent, oldest file first, in one statement; index-aligned with the payments' ids. */
  readonly loadLines: Batch<string, readonly (BankLine & { readonly fileNo: string })[]> = async (
    viewer,
    paymentIds,
  ) => {
    assertCan(viewer, 'disbursement:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${lines.columns}, f.file_no as bank_file_no from bank_line l join bank_file f on f.id = l.file_id
       where l.disbursement_id = any($1::uuid[]) and l.region_code like any($2::text[]) order by f.opened_at, l.file_id`,
      [paymentIds, scopePatterns(viewer)],
    );
    const found = rows.map((row) => Object.assign(lines.map(row), { fileNo: String(row['bank_file_no']) }));
    return alignMany(paymentIds, found, (line) => line.disbursementId);
  };

  /** Counts of all lines by state, in one statement; index-aligned with files that the viewer has been given. */
  readonly loadCounts: Batch<string, LineCounts> = async (viewer, fileIds) => {
    assertCan(viewer, 'disbursement:read');
    const rows = await beyondRegions('lines of a file may be paid by other unions', () =>
      this.db.query<(Omit<LineCounts, 'confirmedFen'> & { id: string; confirmedFen: string })[]>(
        `select file_id as id, count(*) filter (where state = 'SENT')::int as waiting, count(*) filter (where state = 'UNKNOWN')::int as unknown,
         count(*) filter (where state = 'CONFIRMED')::int as confirmed, count(*) filter (where state = 'REJECTED')::int as rejected,
         coalesce(sum(amount_fen) filter (where state = 'CONFIRMED'), 0)::text as "confirmedFen"
       from bank_line where file_id = any($1::uuid[]) group by file_id`,
        [fileIds],
      ),
    );
    return alignOne(fileIds, rows, (row) => row.id).map((row) => ({
      waiting: row?.waiting ?? 0,
      unknown: row?.unknown ?? 0,
      confirmed: row?.confirmed ?? 0,
      rejected: row?.rejected ?? 0,
      confirmedFen: BigInt(row?.confirmedFen ?? 0),
    }));
  };

  /** How far the newest work on each file is, in one statement; index-aligned, null where there was none. */
  readonly loadProgress: Batch<string, Progress | null> = async (viewer, fileIds) => {
    assertCan(viewer, 'disbursement:read');
    return (await loadProgress(this.db, fileIds)).map(progressOf);
  };
}
