import { platformViewer } from '@nuan/auth';
import { type ColumnPolicy, type FieldCipher, sealedColumns } from '@nuan/database';
import { type Clock, newId } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { Acts, type ActTransaction } from './acts';
import { type Job, type JobCursor, type JobHandler, type JobStep, startJob } from './job';
import { runJobs } from './job-runner';

/** Values of one column that name one key. */
export interface KeyUse {
  readonly table: string;
  readonly column: string;
  /** Null when the value isn't of a form that this version seals. */
  readonly keyId: string | null;
  readonly values: number;
}

/** What a rotation did. */
export interface RotationOutcome {
  readonly resealed: number;
  /** Values that name an older key still: they were being written all the while, or sealed by a program that doesn't know the newest. */
  readonly left: number;
}

const KIND = 'keys.rotate';

/** Who rotates: the program itself, by its operator's command. */
const ROTATION = platformViewer('rotate-keys');

/** A step holds its rows for the time it takes: some tens of milliseconds. */
const STEP_BYTES = 1024 * 1024;
const STEP_ROWS = 500;

/** Rows that others held are met again in the next pass. */
const MAX_PASSES = 5;

interface SealedTable {
  readonly table: string;
  readonly columns: readonly string[];
  readonly key: readonly { readonly name: string; readonly type: string }[];
}

interface Place {
  /** Header, in hexadecimal, that this rotation leads to: another newest key begins it anew. */
  readonly header: string;
  readonly pass: number;
  readonly table: string | null;
  /** Primary key of the last row seen, as a JSON array of texts; null at a table's beginning. */
  readonly after: string | null;
}

type Row = Readonly<Record<string, string | Buffer | null>>;

/**
 * Seals anew, under the newest key, what older keys have sealed (密钥轮换), while the service runs. A job of small steps: each takes some
 * rows that nobody else holds, and moves the job's cursor in the same transaction; killed anywhere it goes on where it was. A row that
 * is being changed is left to its writer and met again.
 */
export class KeyRotation {
  private readonly acts: Acts;
  private tables: Promise<readonly SealedTable[]> | null = null;

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly cipher: FieldCipher,
    private readonly policy: ColumnPolicy,
  ) {
    this.acts = new Acts(db, clock);
  }

  /** The job's handler; one step seals at most 500 rows anew. */
  readonly handler: JobHandler = { kind: KIND, step: (tx, job) => this.step(tx, job) };

  /** Begins a rotation, or goes on with the one that was cut off, and runs it to its end. */
  async run(): Promise<RotationOutcome> {
    const id = await this.begin();
    await runJobs(this.db, this.clock, [this.handler]);
    const [job] = await this.db.query<{ done: number }[]>('select done::int as done from job where id = $1', [id]);
    return { resealed: job?.done ?? 0, left: await this.left() };
  }

  /** The rotation in hand, or a new one. */
  async begin(): Promise<string> {
    return this.acts.perform<string>(ROTATION, 'keys.rotationBegun', async (tx) => {
      await tx.query('select pg_advisory_xact_lock(hashtext($1))', [KIND]);
      const [open] = await tx.query<{ id: string }[]>(
        `select id from job where kind = $1 and state in ('QUEUED','RUNNING') order by created_at limit 1`,
        [KIND],
      );
      return open?.id ?? startJob(tx, { kind: KIND, subjectId: newId() });
    });
  }

  /** Which keys the values of this database name. */
  uses(): Promise<KeyUse[]> {
    return keyUses((sql) => this.db.query(sql));
  }

  private async left(): Promise<number> {
    const header = this.cipher.header();
    const counts = await Promise.all(
      (await this.sealedTables()).map(async ({ table, columns }) => {
        const [row] = await this.db.query<{ n: number }[]>(
          `select count(*)::int as n from ${table} where ${isOlder(columns, 1)}`,
          [header],
        );
        return row?.n ?? 0;
      }),
    );
    return counts.reduce((sum, n) => sum + n, 0);
  }

  private async step(tx: ActTransaction, job: Job): Promise<JobStep> {
    const header = this.cipher.header();
    const tables = await this.sealedTables();
    const place = placeOf(job.cursor, header.toString('hex'));
    const at = tables[place.table === null ? 0 : tables.findIndex(({ table }) => table === place.table)];
    if (at === undefined) return { cursor: null, done: job.done, finished: true };
    const rows = await this.take(tx, at, place.after, header);
    if (rows.length > 0) await this.reseal(tx, at, rows, header);
    const done = job.done + rows.length;
    const last = rows.at(-1);
    tx.note({ table: at.table, resealed: rows.length, pass: place.pass });
    if (last !== undefined) {
      const after = JSON.stringify(at.key.map((_, index) => last[`k${index}`]));
      return { cursor: cursorOf({ ...place, table: at.table, after }), done, finished: false };
    }
    return this.nextTable(tables, at, place, done);
  }

  private async nextTable(
    tables: readonly SealedTable[],
    at: SealedTable,
    place: Place,
    done: number,
  ): Promise<JobStep> {
    const next = tables[tables.indexOf(at) + 1];
    if (next !== undefined)
      return { cursor: cursorOf({ ...place, table: next.table, after: null }), done, finished: false };
    const isOver = place.pass >= MAX_PASSES || (await this.left()) === 0;
    const again = cursorOf({ ...place, pass: place.pass + 1, table: null, after: null });
    return { cursor: isOver ? null : again, done, finished: isOver };
  }

  /** The next rows with a value of an older key, locked; rows that others hold are passed over. */
  private async take(tx: ActTransaction, at: SealedTable, after: string | null, header: Buffer): Promise<Row[]> {
    const { table, columns, key } = at;
    const names = key.map(({ name }) => name).join(', ');
    const from = after === null ? [] : (JSON.parse(after) as string[]);
    const beyond =
      from.length === 0 ? '' : `(${names}) > (${key.map(({ type }, i) => `$${i + 3}::${type}`).join(', ')}) and`;
    return tx.query<Row[]>(
      `select ${key.map(({ name }, i) => `${name}::text as k${i}`).join(', ')}, ${columns.join(', ')} from ${table}
       where ${beyond} ${isOlder(columns, 1)} order by ${names} limit $2 for update skip locked`,
      [header, await this.rowsOfStep(tx, at), ...from],
    );
  }

  /** Fewer rows where values are large: pieces of files come to a hundred kilobytes each. */
  private async rowsOfStep(tx: ActTransaction, { table, columns }: SealedTable): Promise<number> {
    const bytes = columns.map((column) => `coalesce(octet_length(${column}), 0)`).join(' + ');
    const [seen] = await tx.query<{ bytes: number | null }[]>(
      `select max(${bytes})::int as bytes from (select ${columns.join(', ')} from ${table} limit 20) s`,
    );
    return Math.max(1, Math.min(STEP_ROWS, Math.floor(STEP_BYTES / (seen?.bytes || 1))));
  }

  private async reseal(tx: ActTransaction, at: SealedTable, rows: readonly Row[], header: Buffer): Promise<void> {
    const { table, columns, key } = at;
    const isOld = (value: Row[string] | undefined): value is Buffer =>
      Buffer.isBuffer(value) && value.length > 0 && !value.subarray(0, header.length).equals(header);
    const sealed = columns.map((column) => {
      const old = rows.map((row) => row[column]);
      const fresh = this.cipher.sealMany(old.filter(isOld).map((value) => this.cipher.open(value)));
      let next = 0;
      return old.map((value) => (isOld(value) ? (fresh[next++] ?? value) : (value ?? null)));
    });
    const keys = key.map((_, i) => rows.map((row) => row[`k${i}`]));
    const types = [...key.map(() => 'text[]'), ...columns.map(() => 'bytea[]')];
    await tx.query(
      `update ${table} t set ${columns.map((column) => `${column} = v.${column}`).join(', ')}
       from unnest(${types.map((type, i) => `$${i + 1}::${type}`).join(', ')}) v (${[...key.map((_, i) => `k${i}`), ...columns].join(', ')})
       where ${key.map(({ name, type }, i) => `t.${name} = v.k${i}::${type}`).join(' and ')}`,
      [...keys, ...sealed],
    );
  }

  private sealedTables(): Promise<readonly SealedTable[]> {
    return (this.tables ??= this.readTables());
  }

  private async readTables(): Promise<SealedTable[]> {
    const sealed = sealedColumns(this.policy);
    const keys = await this.db.query<{ table: string; name: string; type: string }[]>(
      `select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type
       from pg_index i join pg_class c on c.oid = i.indrelid join unnest(i.indkey) with ordinality k (attnum, place) on true
       join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
       where i.indisprimary and c.relnamespace = 'public'::regnamespace and c.relname = any($1) order by c.relname, k.place`,
      [[...sealed.keys()]],
    );
    return [...sealed].map(([table, columns]) => ({
      table,
      columns,
      key: keys.filter((each) => each.table === table),
    }));
  }
}

const SEALED = `select c.relname as table, a.attname as column from pg_class c join pg_attribute a on a.attrelid = c.oid
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r','p') and a.attname like '%\\_sealed' and not a.attisdropped order by 1, 2`;

/** Which keys the sealed values of a database name, whosever it is; nothing is opened. */
export async function keyUses(query: <T>(sql: string) => Promise<T[]>): Promise<KeyUse[]> {
  const found: KeyUse[] = [];
  for (const { table, column } of await query<{ table: string; column: string }>(SEALED)) {
    found.push(
      ...(await query<KeyUse>(
        `select '${table}' as table, '${column}' as column, count(*)::int as values,
           case when get_byte(v, 0) = 1 then convert_from(substring(v from 3 for get_byte(v, 1)), 'SQL_ASCII') end as "keyId"
         from (select ${column} as v from ${table} where octet_length(${column}) > 2) s group by 4 order by 4`,
      )),
    );
  }
  return found;
}

/** Whether any of the columns holds a value that doesn't begin as `$at` has it; an erased one is empty. */
function isOlder(columns: readonly string[], at: number): string {
  const each = columns.map(
    (column) =>
      `(octet_length(${column}) > 0 and substring(${column} from 1 for octet_length($${at}::bytea)) <> $${at}::bytea)`,
  );
  return `(${each.join(' or ')})`;
}

function placeOf(cursor: JobCursor | null, header: string): Place {
  const place = cursor as unknown as Place | null;
  return place?.header === header ? place : { header, pass: 1, table: null, after: null };
}

function cursorOf(place: Place): JobCursor {
  return { ...place };
}
