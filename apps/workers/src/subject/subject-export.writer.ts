import { timingSafeEqual } from 'node:crypto';

import { assertCan, type Viewer, writePatterns } from '@nuan/auth';
import type { FieldCipher } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { lockRow, makeGrant, type Refusal, RuleBroken, type SubjectReader } from '@nuan/federation';
import { isUuid, newId, RegionLevel } from '@nuan/kernel';
import { levelOf } from '@nuan/regions';
import type { DataSource } from 'typeorm';

import { reasonOf } from '../household/plain-text';
import { assertWithinLimit } from '../reveal/reveal-limit';
import type { RevealLimitReached } from '../reveal/reveal.results';
import type { OpenSubjectExportInput, RequestSubjectExportInput } from './subject-export.inputs';
import { SubjectExportOpened, SubjectExportPrepared } from './subject-export.results';

/** Days within which a copy may be opened. */
export const EXPORT_DAYS = 7;

/** Wrong codes after which a copy stays shut. */
export const MAX_ATTEMPTS = 5;

/** Without signs that are taken for one another. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const CODE_LENGTH = 12;

interface ExportRow {
  readonly id: string;
  readonly worker_id: string;
  readonly region_code: string;
  readonly requested_by: string;
  readonly expires_at: Date;
  readonly opened_at: Date | null;
  readonly failed_attempts: number;
}

/**
 * Gives persons a copy of all that is held of them (查阅、复制个人信息). An officer prepares it and gives the person a code; the copy is made
 * when the person brings the code to another officer, once, and is kept nowhere. Who prepares knows the code, so who prepares doesn't open:
 * nobody alone copies the register person by person, and there is no file to leak.
 */
export class SubjectExportWriter {
  constructor(
    private readonly db: DataSource,
    private readonly acts: Acts,
    private readonly cipher: FieldCipher,
    private readonly reader: SubjectReader,
  ) {}

  /**
   * Prepares a copy.
   *
   * @throws ForbiddenError when the viewer may not. NotFoundError outside its write regions.
   */
  async request(viewer: Viewer, input: RequestSubjectExportInput): Promise<SubjectExportPrepared | Refusal> {
    assertCan(viewer, 'subject:export');
    const { idempotencyKey: key, ...request } = input;
    return this.acts.once<SubjectExportPrepared, Refusal>(
      viewer,
      'subject.request',
      { key, request },
      (tx) => insertExport(tx, input),
      (id) => this.prepared(id),
    );
  }

  /**
   * Opens a copy with the person's code, once, by another officer than prepared it and within the hour's limit of reveals. A wrong code is
   * counted; after five the copy stays shut.
   *
   * @throws ForbiddenError when the viewer may not. NotFoundError outside its write regions.
   */
  async open(
    viewer: Viewer,
    { id, code }: OpenSubjectExportInput,
  ): Promise<SubjectExportOpened | RevealLimitReached | Refusal> {
    assertCan(viewer, 'subject:export');
    type Refused = RevealLimitReached | Refusal;
    return this.acts.perform<SubjectExportOpened | RuleBroken, Refused>(viewer, 'subject.open', async (tx) => {
      await assertWithinLimit(tx);
      const row = await lockExport(tx, id);
      assertOpenable(tx, row);
      if (!isSame(code.trim().toUpperCase().replaceAll('-', ''), this.codeOf(id))) return countFailure(tx, row);
      await tx.query('update subject_export set opened_by = $2, opened_at = $3 where id = $1', [
        id,
        viewer.subject,
        tx.now,
      ]);
      const record = await this.reader.read(tx, row.worker_id);
      const { grant, until } = makeGrant(this.cipher, viewer, row.worker_id);
      return Object.assign(new SubjectExportOpened(), { id, record, grant, grantUntil: until });
    });
  }

  private async prepared(id: string): Promise<SubjectExportPrepared> {
    const [row] = await this.db.query<ExportRow[]>('select id, expires_at from subject_export where id = $1', [id]);
    if (!row) throw new NotFoundError('SubjectExport', id);
    const code = this.codeOf(id).replace(/(.{4})(?=.)/g, '$1-');
    return Object.assign(new SubjectExportPrepared(), { id, code, expiresAt: row.expires_at });
  }

  /** Derived from the id under a key of its own: it lies in no table, and the same request gives it again. */
  private codeOf(id: string): string {
    const bytes = this.cipher.hash('subject-export-code', id).subarray(0, CODE_LENGTH);
    return [...bytes].map((byte) => SIGNS[byte % SIGNS.length] ?? '').join('');
  }
}

async function insertExport(tx: ActTransaction, input: RequestSubjectExportInput): Promise<string> {
  const reason = reasonOf(tx, input.reason);
  const target = {
    table: 'worker',
    entity: 'Worker',
    id: input.workerId,
    expectedVersion: null,
    columns: 'region_code',
  };
  const person = await lockRow<{ region_code: string }>(tx, target);
  assertKeepsFile(tx, person.region_code, 'workerId');
  const id = newId();
  await tx.query(
    `insert into subject_export (id, worker_id, region_code, reason, requested_by, requested_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $6::timestamptz + make_interval(days => $7))`,
    [id, input.workerId, person.region_code, reason, tx.viewer.subject, tx.now, EXPORT_DAYS],
  );
  tx.about('SubjectExport', id);
  tx.note({ reason });
  return id;
}

async function lockExport(tx: ActTransaction, id: string): Promise<ExportRow> {
  const [row] = isUuid(id)
    ? await tx.query<ExportRow[]>(
        `select id, worker_id, region_code, requested_by, expires_at, opened_at, failed_attempts from subject_export
         where id = $1 and region_code like any($2::text[]) for update`,
        [id, writePatterns(tx.viewer)],
      )
    : [];
  if (!row) throw new NotFoundError('SubjectExport', id);
  tx.about('SubjectExport', id);
  tx.about('Worker', row.worker_id);
  return row;
}

/**
 * A copy shows illness and account in clear, so it is given where the file is kept: a county's by the county, and by the city that of its own
 * units' people alone.
 */
function assertKeepsFile(tx: ActTransaction, regionCode: string, field: string): void {
  if (tx.viewer.role === 'city' && levelOf(regionCode) !== RegionLevel.PREFECTURE)
    tx.refuse(new RuleBroken('COPY_BY_COUNTY', field, 'The county that keeps the file of this person gives the copy.'));
}

function assertOpenable(tx: ActTransaction, row: ExportRow): void {
  assertKeepsFile(tx, row.region_code, 'id');
  if (row.requested_by === tx.viewer.subject)
    tx.refuse(new RuleBroken('FOUR_EYES', 'id', 'Who prepared a copy, and so knows its code, does not open it.'));
  if (row.opened_at !== null)
    tx.refuse(new RuleBroken('OPENED_ONCE', 'id', 'This copy was opened already: prepare another one.'));
  if (row.expires_at < tx.now)
    tx.refuse(new RuleBroken('EXPORT_EXPIRED', 'id', 'This copy is no longer open: prepare another one.'));
  if (row.failed_attempts >= MAX_ATTEMPTS)
    tx.refuse(new RuleBroken('EXPORT_LOCKED', 'id', 'Too many wrong codes: prepare another copy.'));
}

/** Not refused but answered, so that the count and its audit row stay. */
async function countFailure(tx: ActTransaction, { id, failed_attempts: before }: ExportRow): Promise<RuleBroken> {
  await tx.query('update subject_export set failed_attempts = failed_attempts + 1 where id = $1', [id]);
  tx.note({ outcome: 'CODE_WRONG', attempts: before + 1 });
  return new RuleBroken('CODE_WRONG', 'code', 'This is not the code that the person was given.', {
    attemptsLeft: MAX_ATTEMPTS - before - 1,
  });
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
