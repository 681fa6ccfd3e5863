import { createHash } from 'node:crypto';

import { beyondRegions, type FieldCipher, rowMapping } from '@nuan/database';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '@nuan/errors';
import { isUuid, newId } from '@nuan/kernel';

import { type ByteSource, piecesOf } from './byte-source';
import { TABLE_LIMITS } from './table-limits';
import { Upload, UploadState } from './upload.entity';

/** What runs statements: a transaction, or a connection for reading. */
export interface Statements {
  query<T>(sql: string, params?: unknown[]): Promise<T>;
}

/** Who acts, and when by the domain's clock. */
export interface UploadActor {
  readonly subject: string;
  readonly now: Date;
}

/** What the sender says of a file before it comes. */
export interface UploadAnnouncement {
  readonly purpose: string;
  /** On whose behalf: the region or the department within which the same file is recognised. */
  readonly owner: string;
  readonly regionCode: string;
  readonly fileName: string;
  readonly bytes: number;
  /** Checksum of the whole, 64 hexadecimal digits. */
  readonly sha256: string;
}

/** Most bytes of one piece: as base64 it stays well below the gateway's limit of a request. */
export const MAX_PIECE_BYTES = 128 * 1024;

/** Content is deleted after so many days; an upload that was never completed makes room for another hand sooner. */
const CONTENT_DAYS = 30;
const ABANDONED_DAYS = 7;
const DAY_MS = 86_400_000;

const uploads = rowMapping(Upload, 'u');

/**
 * Receives files in pieces and gives them back as bytes by place. Pieces lie sealed in the database, so that any replica goes on
 * where another stopped, and nothing is held in memory. Every method runs in the caller's transaction.
 */
export class UploadStore {
  /** @param cipher that seals the files, and by which what stands in them is looked up. */
  constructor(readonly cipher: FieldCipher) {}

  /**
   * The upload of this content: a new one, or the one that was begun or completed before. The unique index decides, not a prior read.
   *
   * @throws InvalidInputError for a size, name or checksum that can't be.
   */
  async begin(tx: Statements, actor: UploadActor, file: UploadAnnouncement): Promise<Upload> {
    assertAnnouncement(file);
    await beyondRegions('whoever sends a file, the files of all regions expire', () => this.expire(tx, actor.now));
    const sha256 = Buffer.from(file.sha256, 'hex');
    await tx.query(
      `insert into upload (id, purpose, owner, file_name, bytes, sha256, state, region_code, started_by, started_at)
       values ($1, $2, $3, $4, $5, $6, 'RECEIVING', $7, $8, $9)
       on conflict (purpose, owner, sha256) where state in ('RECEIVING','COMPLETE') do nothing`,
      [
        newId(),
        file.purpose,
        file.owner,
        file.fileName.trim(),
        file.bytes,
        sha256,
        file.regionCode,
        actor.subject,
        actor.now,
      ],
    );
    const [row] = await tx.query<Record<string, unknown>[]>(
      `select ${uploads.columns} from upload u
       where u.purpose = $1 and u.owner = $2 and u.sha256 = $3 and u.state in ('RECEIVING','COMPLETE')`,
      [file.purpose, file.owner, sha256],
    );
    if (!row) throw new ConflictError('UPLOAD_CHANGED', 'The upload changed meanwhile; begin again.');
    return uploads.map(row);
  }

  /**
   * Appends a piece where the last one ended; the last piece sent again changes nothing. Returns how far the upload has come.
   *
   * @throws InvalidInputError for content that isn't base64 or is too long.
   * @throws ConflictError OFFSET, BEYOND_THE_END or NOT_RECEIVING with `receivedBytes`, from where the sender goes on.
   * @throws ForbiddenError when another began the upload.
   */
  async append(tx: Statements, actor: UploadActor, id: string, offset: number, content: string): Promise<Upload> {
    const bytes = pieceBytes(content);
    const upload = await this.lock(tx, actor, id);
    const { receivedBytes } = upload;
    if (upload.state === UploadState.COMPLETE) return upload;
    if (upload.state !== UploadState.RECEIVING)
      throw new ConflictError('NOT_RECEIVING', 'This upload takes no more pieces; begin again.', { receivedBytes });
    if (offset !== receivedBytes) return this.assertSentBefore(tx, upload, offset, content);
    if (offset + bytes > upload.bytes)
      throw new ConflictError('BEYOND_THE_END', 'More bytes came than were announced.', { receivedBytes });
    await tx.query('insert into upload_chunk (upload_id, start_byte, bytes, content_sealed) values ($1, $2, $3, $4)', [
      id,
      offset,
      bytes,
      this.cipher.seal(content),
    ]);
    await tx.query('update upload set received_bytes = $2 where id = $1', [id, offset + bytes]);
    upload.receivedBytes = offset + bytes;
    return upload;
  }

  /**
   * Completes an upload: COMPLETE when all bytes came and the checksum agrees, REFUSED when it doesn't. A complete one stays so.
   *
   * @throws ConflictError INCOMPLETE with `receivedBytes` while bytes are missing.
   */
  async finish(tx: Statements, actor: UploadActor, id: string): Promise<Upload> {
    const upload = await this.lock(tx, actor, id);
    if (upload.state !== UploadState.RECEIVING) return upload;
    const { receivedBytes } = upload;
    if (receivedBytes < upload.bytes)
      throw new ConflictError('INCOMPLETE', 'Bytes are missing; send them first.', { receivedBytes });
    const digest = createHash('sha256');
    for await (const piece of piecesOf(this.open(tx, upload))) digest.update(piece);
    const isRight = digest.digest().equals(upload.sha256);
    upload.state = isRight ? UploadState.COMPLETE : UploadState.REFUSED;
    upload.finishedAt = actor.now;
    await tx.query('update upload set state = $2, finished_at = $3 where id = $1', [id, upload.state, actor.now]);
    if (!isRight) await this.discard(tx, actor.now, id);
    return upload;
  }

  /** The bytes of an upload, opened piece by piece as they are read. */
  open(db: Statements, { id, bytes }: Pick<Upload, 'id' | 'bytes'>): ByteSource {
    return { bytes, read: (offset, length) => this.read(db, id, offset, length) };
  }

  /** Deletes the content; the row stays, by which the same file is recognised. */
  async discard(tx: Statements, now: Date, id: string): Promise<void> {
    await tx.query('delete from upload_chunk where upload_id = $1', [id]);
    await tx.query('update upload set content_discarded_at = $2 where id = $1 and content_discarded_at is null', [
      id,
      now,
    ]);
  }

  /** One upload; null when there is none. */
  async find(db: Statements, id: string): Promise<Upload | null> {
    const [row] = await db.query<Record<string, unknown>[]>(`select ${uploads.columns} from upload u where u.id = $1`, [
      id,
    ]);
    return row ? uploads.map(row) : null;
  }

  private async read(db: Statements, id: string, offset: number, length: number): Promise<Buffer> {
    const rows = await db.query<{ start_byte: string; content_sealed: Buffer }[]>(
      `select start_byte, content_sealed from upload_chunk
       where upload_id = $1 and start_byte < $3 and start_byte + bytes > $2 order by start_byte`,
      [id, offset, offset + length],
    );
    const pieces = rows.map(({ start_byte, content_sealed }) => {
      const piece = Buffer.from(this.cipher.open(content_sealed), 'base64');
      const start = Number(start_byte);
      return piece.subarray(Math.max(0, offset - start), Math.max(0, offset + length - start));
    });
    return Buffer.concat(pieces);
  }

  private async lock(tx: Statements, { subject }: UploadActor, id: string): Promise<Upload> {
    const [row] = isUuid(id)
      ? await tx.query<Record<string, unknown>[]>(
          `select ${uploads.columns} from upload u where u.id = $1 for update`,
          [id],
        )
      : [];
    if (!row) throw new NotFoundError('Upload', id);
    const upload = uploads.map(row);
    if (upload.startedBy !== subject && upload.state === UploadState.RECEIVING)
      throw new ForbiddenError('upload:append', 'Another user began this upload.');
    return upload;
  }

  /** A piece that came before, byte for byte, is no fault: its answer was lost on the way. */
  private async assertSentBefore(tx: Statements, upload: Upload, offset: number, content: string): Promise<Upload> {
    const [row] = await tx.query<{ content_sealed: Buffer }[]>(
      'select content_sealed from upload_chunk where upload_id = $1 and start_byte = $2',
      [upload.id, offset],
    );
    if (row && this.cipher.open(row.content_sealed) === content) return upload;
    const { receivedBytes } = upload;
    throw new ConflictError('OFFSET', `The next piece begins at byte ${receivedBytes}.`, { receivedBytes });
  }

  private async expire(tx: Statements, now: Date): Promise<void> {
    const rows = await tx.query<{ id: string }[]>(
      `select id from upload where content_discarded_at is null
         and started_at < case state when 'RECEIVING' then $2::timestamptz else $1::timestamptz end
       order by started_at limit 20 for update skip locked`,
      [new Date(now.getTime() - CONTENT_DAYS * DAY_MS), new Date(now.getTime() - ABANDONED_DAYS * DAY_MS)],
    );
    for (const { id } of rows) {
      await this.discard(tx, now, id);
      await tx.query(`update upload set state = 'EXPIRED', finished_at = coalesce(finished_at, $2) where id = $1`, [
        id,
        now,
      ]);
    }
  }
}

function assertAnnouncement({ fileName, bytes, sha256 }: UploadAnnouncement): void {
  if (!/^[^/\\\p{Cc}]{1,120}$/u.test(fileName.trim()))
    throw new InvalidInputError(
      'fileName',
      'FILE_NAME',
      'Give the name of the file without folders, at most 120 characters.',
    );
  if (!Number.isInteger(bytes) || bytes < 1 || bytes > TABLE_LIMITS.maxBytes)
    throw new InvalidInputError('bytes', 'FILE_SIZE', `A file has 1 to ${TABLE_LIMITS.maxBytes} bytes.`, {
      max: TABLE_LIMITS.maxBytes,
    });
  if (!/^[0-9a-f]{64}$/i.test(sha256))
    throw new InvalidInputError('sha256', 'SHA_256', 'Give the SHA-256 of the file in 64 hexadecimal digits.');
}

/** Bytes that a base64 text stands for. */
function pieceBytes(content: string): number {
  const refuse = (message: string): never => {
    throw new InvalidInputError('content', 'PIECE', message, { max: MAX_PIECE_BYTES });
  };
  if (content.length > Math.ceil(MAX_PIECE_BYTES / 3) * 4) refuse(`A piece has at most ${MAX_PIECE_BYTES} bytes.`);
  const bytes = Buffer.from(content, 'base64');
  if (bytes.length === 0 || bytes.toString('base64') !== content) refuse('Send the bytes of the piece in base64.');
  return bytes.length > MAX_PIECE_BYTES ? refuse(`A piece has at most ${MAX_PIECE_BYTES} bytes.`) : bytes.length;
}
