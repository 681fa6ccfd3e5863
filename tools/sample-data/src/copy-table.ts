import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { CopyBuffer } from './copy-buffer';
import { putEnd, putRow, writerOf } from './copy-fields';
import type { TableLoad } from './table-load';

const CHUNK_BYTES = 256 * 1024;

/** What a COPY brought. */
export interface CopiedTable {
  readonly rows: number;
  /** Over the rows in order, sealed fields left out. */
  readonly checksum: string;
}

/**
 * Streams one table's rows through COPY, a chunk at a time: nothing waits in memory but one chunk.
 *
 * `freeze` needs the table to be truncated in the running transaction; its rows then never need a second visit by VACUUM.
 */
export async function copyTable(client: Client, load: TableLoad, report: (rows: number) => void): Promise<CopiedTable> {
  const types = await columnTypes(client, load.table);
  const writers = load.columns.map((column) => writerOf(`${load.table}.${column}`, types.get(column)));
  const columns = load.columns.join(', ');
  const stream = client.query(copyFrom(`copy ${load.table} (${columns}) from stdin with (format binary, freeze true)`));
  const ended = finished(stream);
  // A refused row surfaces where the chunk is awaited; unhandled here, it would end the process.
  ended.catch(() => undefined);
  const chunk = new CopyBuffer(CHUNK_BYTES * 2);
  let rows = 0;
  try {
    for (const row of load.rows()) {
      putRow(chunk, writers, row);
      rows++;
      if (chunk.length < CHUNK_BYTES) continue;
      if (!stream.write(chunk.take())) await Promise.race([once(stream, 'drain'), ended]);
      report(rows);
    }
  } catch (error) {
    // Tells the server that the COPY failed; the connection is then free for the rollback.
    stream.destroy(error instanceof Error ? error : undefined);
    await ended.catch(() => undefined);
    throw error;
  }
  putEnd(chunk);
  stream.end(chunk.take());
  await ended;
  report(rows);
  return { rows, checksum: chunk.checksum() };
}

async function columnTypes(client: Client, table: string): Promise<ReadonlyMap<string, string>> {
  const found = await client.query<{ name: string; type: string }>(
    `select a.attname as name, t.typname as type from pg_attribute a join pg_type t on t.oid = a.atttypid
     where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped`,
    [table],
  );
  return new Map(found.rows.map(({ name, type }) => [name, type]));
}
