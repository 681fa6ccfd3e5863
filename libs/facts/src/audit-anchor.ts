import { createHash } from 'node:crypto';
import { appendFile, mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { FaultError } from '@nuan/errors';
import type { DataSource } from 'typeorm';

/** Where an audit chain ended at a moment, kept outside its database (审计锚点). */
export interface AuditAnchor {
  readonly seq: string;
  /** Hash of the row at `seq`, in hexadecimal. */
  readonly hash: string;
  /** ISO instant of the system's clock. */
  readonly at: string;
}

/** The line of the file: an anchor, and the hash of the line before it, so that no line can be changed or taken out alone. */
interface AnchorLine extends AuditAnchor {
  readonly previous: string;
}

const START = createHash('sha256').update('nuan').digest('hex');

/**
 * The anchors of one chain: a file of JSON lines that is only ever appended to. A chain that was rewritten whole holds in itself, but
 * not against its anchors; so the file belongs where the database's administrators can't write: another machine, or storage that
 * can't be rewritten.
 */
export class AnchorFile {
  constructor(private readonly path: string) {}

  /**
   * Appends where the chain ends now, unless it has not moved since. Processes of one subgraph may share a file: one appends at a time.
   *
   * @returns the anchor that was written; null when there was nothing new.
   * @throws FaultError when the last line is damaged: nothing may follow what can't be trusted.
   */
  append(db: DataSource): Promise<AuditAnchor | null> {
    return db.transaction(async (manager) => {
      await manager.query('select pg_advisory_xact_lock($1)', [APPENDING]);
      const [head] = await manager.query<{ seq: string; hash: string }[]>(
        `select seq::text as seq, encode(hash, 'hex') as hash from audit_head`,
      );
      const last = await this.lastLine();
      const lastSeq = last === null ? '0' : parse(last)?.seq;
      if (lastSeq === undefined) throw new FaultError(`${this.path} is damaged at its last line.`);
      if (!head || head.seq === lastSeq) return null;
      const anchor: AuditAnchor = { seq: head.seq, hash: head.hash, at: new Date().toISOString() };
      const line = JSON.stringify({ ...anchor, previous: digestOf(last) } satisfies AnchorLine);
      await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
      await appendFile(this.path, `${line}\n`, { mode: 0o600, flush: true });
      return anchor;
    });
  }

  /**
   * All anchors, the oldest first; none where there is no file yet.
   *
   * @throws FaultError naming the first line that is no anchor or doesn't follow the one before it.
   */
  async read(): Promise<AuditAnchor[]> {
    const text = await absentAs('', readFile(this.path, 'utf8'));
    const lines = text.split('\n').filter(Boolean);
    return lines.map((line, index) => anchorOf(line, index, digestOf(lines[index - 1] ?? null), this.path));
  }

  /** The last line, read from the end: the file grows for years. */
  private async lastLine(): Promise<string | null> {
    const file = await absentAs(null, open(this.path, 'r'));
    if (file === null) return null;
    try {
      const { size } = await file.stat();
      const tail = Buffer.alloc(Math.min(size, MAX_LINE_BYTES));
      await file.read(tail, 0, tail.length, size - tail.length);
      return tail.toString('utf8').trimEnd().split('\n').at(-1) || null;
    } finally {
      await file.close();
    }
  }
}

/** Key of the lock that is held while an anchor is appended. */
const APPENDING = 7364011;

/** Longer than any line. */
const MAX_LINE_BYTES = 1024;

async function absentAs<T, U>(absent: U, work: Promise<T>): Promise<T | U> {
  return work.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return absent;
    throw error;
  });
}

function digestOf(line: string | null): string {
  return line === null ? START : createHash('sha256').update(line).digest('hex');
}

function anchorOf(line: string, index: number, previous: string, path: string): AuditAnchor {
  const parsed = parse(line);
  if (parsed?.previous !== previous)
    throw new FaultError(`${path} is damaged at line ${index + 1}: it was changed, or lines before it are gone.`);
  const { seq, hash, at } = parsed;
  return { seq, hash, at };
}

function parse(line: string): AnchorLine | null {
  try {
    const value = JSON.parse(line) as Partial<AnchorLine> | null;
    const isWhole =
      /^\d+$/.test(value?.seq ?? '') && /^[0-9a-f]{64}$/.test(value?.hash ?? '') && value?.at !== undefined;
    return isWhole ? (value as AnchorLine) : null;
  } catch {
    return null;
  }
}
