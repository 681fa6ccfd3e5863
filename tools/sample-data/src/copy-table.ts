import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { comparableRow, encodeRow } from './copy-encoding';
import type { TableLoad } from './table-load';

const CHUNK_CHARACTERS = 128 * 1024;

/** What a COPY brought. */
export interface CopiedTable {
  readonly rows: number;
  /** SHA-256 over the rows in order, sealed fields left out. */
  readonly checksum: string;
}

/**
 * Streams one table's rows through COPY, a chunk at a time: nothing waits in memory but one chunk.
 *
 * `freeze` needs the table to be truncated in the running transaction; its rows then never need a second visit by VACUUM.
 */
export async function copyTable(client: Client, load: TableLoad, report: (rows: number) => void): Promise<CopiedTable> {
  const columns = load.columns.join(', ');
  const stream = client.query(copyFrom(`copy ${load.table} (${columns}) from stdin with (format text, freeze true)`));
  const ended = finished(stream);
  // A refused row surfaces where the chunk is awaited; unhandled here, it would end the process.
  ended.catch(() => undefined);
  const chunk = new RowChunk();
  let rows = 0;
  try {
    for (const row of load.rows()) {
      chunk.add(row);
      rows++;
      if (!chunk.isFull) continue;
      if (!stream.write(chunk.take())) await Promise.race([once(stream, 'drain'), ended]);
      report(rows);
    }
  } catch (error) {
    // Tells the server that the COPY failed; the connection is then free for the rollback.
    stream.destroy(error instanceof Error ? error : undefined);
    await ended.catch(() => undefined);
    throw error;
  }
  stream.end(chunk.take());
  await ended;
  report(rows);
  return { rows, checksum: chunk.checksum() };
}

class RowChunk {
  private text = '';
  private comparable = '';
  private hasSealed = false;
  private readonly hash: Hash = createHash('sha256');

  get isFull(): boolean {
    return this.text.length >= CHUNK_CHARACTERS;
  }

  add(row: Parameters<typeof encodeRow>[0]): void {
    const line = encodeRow(row);
    this.text += line;
    this.hasSealed ||= row.some((value) => Buffer.isBuffer(value));
    if (this.hasSealed) this.comparable += comparableRow(row);
  }

  take(): Buffer {
    const bytes = Buffer.from(this.text, 'utf8');
    this.hash.update(this.hasSealed ? this.comparable : bytes);
    this.text = '';
    this.comparable = '';
    return bytes;
  }

  checksum(): string {
    return this.hash.digest('hex');
  }
}
