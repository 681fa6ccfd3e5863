import { type FieldCipher, HASH_DOMAIN } from '@nuan/database';
import type { ActTransaction, Job, JobHandler, JobStep } from '@nuan/facts';
import {
  FileRefused,
  readRows,
  reportProblems,
  RowCursor,
  RowReader,
  type RowProblem,
  type TableRow,
  type UploadStore,
  byRule,
  parseResidentId,
} from '@nuan/intake';
import type { DataSource } from 'typeorm';

import type { CheckSource } from '../filing/check-source';
import { matchEntries } from './entry-matching';
import { matchingColumns } from './matching-columns';
import { type MatchingFacts, readFacts } from './matching-facts';
import { MATCHING_JOB } from './matching-list.writer';

/** Rows read, and entries matched, in one step. */
const PIECE = 2_000;

interface ListRow {
  readonly id: string;
  readonly source: CheckSource;
  readonly upload_id: string;
  readonly row_count: number;
  readonly entry_count: number;
  readonly barred_count: number;
}

interface NewEntry {
  readonly line: number;
  readonly hash: Buffer;
  readonly facts: MatchingFacts;
}

/**
 * Reads a list and matches it. Reading: rows in pieces, each ID number hashed at once and forgotten, and the file deleted with the
 * last piece. Matching: entries in pieces, held against applications in hand and active files.
 */
export class MatchingListJob implements JobHandler {
  readonly kind = MATCHING_JOB;
  private readonly cursor = new RowCursor();

  constructor(
    private readonly db: DataSource,
    private readonly cipher: FieldCipher,
    private readonly store: UploadStore,
    private readonly piece: number = PIECE,
  ) {}

  /** One piece. */
  async step(tx: ActTransaction, job: Job): Promise<JobStep> {
    const [list] = await tx.query<ListRow[]>('select * from matching_list where id = $1 for update', [job.subjectId]);
    if (!list) return { cursor: null, done: 0, finished: true, message: 'The list is gone.' };
    tx.about('MatchingList', list.id);
    const afterLine = Number(job.cursor?.['afterLine'] ?? 0);
    if (job.cursor?.['phase'] === 'MATCH') return matchEntries(tx, list, afterLine, this.piece);
    try {
      return await this.read(tx, list, afterLine);
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      await reportProblems(tx, list.id, error.problems);
      await this.refuse(tx, list.id);
      return { cursor: null, done: list.row_count, failed: list.barred_count, finished: true, message: error.message };
    }
  }

  /** The list is refused when its job fails for good. */
  async failed(tx: ActTransaction, job: Job): Promise<void> {
    await this.refuse(tx, job.subjectId);
  }

  private async read(tx: ActTransaction, list: ListRow, afterLine: number): Promise<JobStep> {
    const upload = await this.store.find(tx, list.upload_id);
    if (!upload) throw new FileRefused('CONTENT_GONE', 'The file is no longer there; hand it in again.');
    const columns = matchingColumns(list.source);
    const begin = () => readRows(this.store.open(this.db, upload), { fileName: upload.fileName, columns });
    const { rows, isEnd } = await this.cursor.take(list.id, afterLine, this.piece, begin);
    const problems: RowProblem[] = [];
    const entries = rows.flatMap((row) => {
      const reader = new RowReader(row, columns);
      const entry = this.entryOf(reader, list.source, tx.today);
      problems.push(...reader.problems);
      return entry ?? [];
    });
    problems.push(...(await this.insert(tx, list.id, entries)));
    await reportProblems(tx, list.id, problems);
    return this.advance(tx, list, rows, isEnd);
  }

  private entryOf(reader: RowReader, source: CheckSource, today: string): NewEntry | null {
    const idNumber = reader.required(
      'idNumber',
      byRule(reader, 'idNumber', (text) => parseResidentId(text, today)),
    );
    const facts = readFacts(source, reader);
    if (reader.isBarred || idNumber === null) return null;
    return { line: reader.line, hash: this.cipher.hash(HASH_DOMAIN.idNumber, idNumber), facts };
  }

  /** Inserts entries; a person who is there already keeps the first row, and the second is reported. */
  private async insert(tx: ActTransaction, listId: string, entries: readonly NewEntry[]): Promise<RowProblem[]> {
    const kept = await tx.query<{ line: number }[]>(
      `insert into matching_entry (list_id, line, id_number_hash, facts)
       select $1, e.line, e.hash, e.facts from unnest($2::integer[], $3::bytea[], $4::jsonb[]) e (line, hash, facts) order by e.line
       on conflict on constraint matching_entry_list_id_id_number_hash_unique do nothing returning line`,
      [
        listId,
        entries.map(({ line }) => line),
        entries.map(({ hash }) => hash),
        entries.map(({ facts }) => JSON.stringify(facts)),
      ],
    );
    const keptLines = new Set(kept.map(({ line }) => line));
    return entries
      .filter(({ line }) => !keptLines.has(line))
      .map(({ line }) => ({
        line,
        column: '身份证号',
        rule: 'PERSON_TWICE',
        message: 'This person is in the list already; write one row for each person.',
        weight: 'ERROR',
      }));
  }

  private async advance(
    tx: ActTransaction,
    list: ListRow,
    rows: readonly TableRow[],
    isEnd: boolean,
  ): Promise<JobStep> {
    const [{ entries } = { entries: 0 }] = await tx.query<{ entries: number }[]>(
      'select count(*)::int as entries from matching_entry where list_id = $1',
      [list.id],
    );
    const done = list.row_count + rows.length;
    await tx.query(
      `update matching_list set row_count = $2, entry_count = $3, barred_count = $2::integer - $3::integer,
         state = case when $4 then 'MATCHING' else state end, version = version + 1 where id = $1`,
      [list.id, done, entries, isEnd],
    );
    if (isEnd) await this.store.discard(tx, tx.now, list.upload_id);
    const cursor = isEnd ? { phase: 'MATCH', afterLine: 0 } : { phase: 'READ', afterLine: rows.at(-1)?.line ?? 0 };
    return { cursor, done, total: isEnd ? done : null, failed: done - entries, finished: false };
  }

  private async refuse(tx: ActTransaction, id: string): Promise<void> {
    const [row] = await tx.query<{ upload_id: string }[]>(
      `with refused as (update matching_list set state = 'REFUSED', version = version + 1 where id = $1 and state <> 'READY' returning upload_id)
       select upload_id from refused`,
      [id],
    );
    if (row) await this.store.discard(tx, tx.now, row.upload_id);
  }
}
