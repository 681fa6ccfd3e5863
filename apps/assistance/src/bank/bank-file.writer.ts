import { assertCan, assertMayWrite, type Viewer, writePatterns } from '@nuan/auth';
import { InvalidInputError, NotFoundError } from '@nuan/errors';
import { type ActTransaction, type Acts, startJob } from '@nuan/facts';
import { assertWritesForRegion, lockRow, type Refusal, RuleBroken, TransitionRefused } from '@nuan/federation';
import { isUuid, newId, regionPrefix } from '@nuan/kernel';

import { assertPaysAll } from '../disbursement/paying-unions';
import { type BankFile } from './bank-file.entity';
import { SENDABLE } from './bank-file.job';
import { bankFileMachine } from './bank-file.machine';
import type { BankFileService } from './bank-file.service';
import { BankFileStatus } from './bank-file-status';
import { overdueBefore } from './bank-query.job';
import { resumeWork } from './bank-work';
import type { BankSettings } from './bank.config';

/** Which payments go into a payment file. */
export interface OpenBankFile {
  readonly idempotencyKey: string;
  /** A batch whose payments were handed over; null for those filed one by one in a region. */
  readonly batchId: string | null;
  /** For payments filed one by one: their region and everything below it. */
  readonly regionCode: string | null;
}

/** A payment file as a mutation names it. */
export interface NamedBankFile {
  readonly id: string;
  readonly expectedVersion: number;
}

/** Makes payment files and has them sent, asked about and sent again (发放文件). */
export class BankFileWriter {
  constructor(
    private readonly acts: Acts,
    private readonly files: BankFileService,
    private readonly settings: BankSettings,
  ) {}

  /**
   * Opens a payment file; its lines are collected and it is handed over by a job. The same key is the same file.
   *
   * @throws NotFoundError for a batch outside the viewer's write regions.
   */
  async open(viewer: Viewer, input: OpenBankFile): Promise<BankFile | Refusal> {
    assertCan(viewer, 'batch:pay');
    if ((input.batchId === null) === (input.regionCode === null))
      throw new InvalidInputError(
        'regionCode',
        'BATCH_OR_REGION',
        'Name a batch, or a region for payments filed one by one.',
      );
    if (input.regionCode !== null) {
      assertMayWrite(viewer, input.regionCode, 'batch:pay');
      assertWritesForRegion(viewer, 'batch:pay');
    }
    const { idempotencyKey: key, ...request } = input;
    return this.acts.once<BankFile, Refusal>(
      viewer,
      'bank.file.open',
      { key, request },
      async (tx) => {
        this.assertConfigured(tx);
        const regionCode = await this.regionOf(tx, input);
        await assertSendable(tx, input.batchId, regionCode);
        return openBankFile(tx, { batchId: input.batchId, regionCode, encoding: this.settings.encoding });
      },
      (id) => this.files.get(viewer, id),
    );
  }

  /** Has a file sent again, the same bytes under the same number; making it goes on where it ended. */
  async resend(viewer: Viewer, { id, expectedVersion }: NamedBankFile): Promise<BankFile | Refusal> {
    assertCan(viewer, 'batch:pay');
    const outcome = await this.acts.perform<null, Refusal>(viewer, 'bank.file.resend', async (tx) => {
      this.assertConfigured(tx);
      const file = await lockFile(tx, id, expectedVersion);
      if (file.status === BankFileStatus.ABANDONED)
        return tx.refuse(new TransitionRefused(bankFileMachine, file.status, 'WRITE'));
      await resumeWork(tx, { kind: 'bank.file', subjectId: id, regionCode: file.region_code });
      return null;
    });
    return outcome ?? this.files.get(viewer, id);
  }

  /** Has the bank asked about lines of a file that are overdue. */
  async query(viewer: Viewer, { id, expectedVersion }: NamedBankFile): Promise<BankFile | Refusal> {
    assertCan(viewer, 'batch:pay');
    const outcome = await this.acts.perform<null, Refusal>(viewer, 'bank.file.query', async (tx) => {
      this.assertConfigured(tx);
      const file = await lockFile(tx, id, expectedVersion);
      const [open] = await tx.query<{ count: number }[]>(
        `select count(*)::int as count from bank_line l join bank_file f on f.id = l.file_id
         where f.id = $1 and (l.state = 'UNKNOWN' or (l.state = 'SENT' and f.written_at < $2))`,
        [id, overdueBefore(tx.now, this.settings.unknownAfterMs)],
      );
      if ((open?.count ?? 0) === 0)
        return tx.refuse(
          new RuleBroken(
            'NOTHING_OVERDUE',
            'id',
            'Every line has its answer, or still has time for it: wait, and ask later.',
          ),
        );
      await startJob(tx, { kind: 'bank.query', subjectId: id, regionCode: file.region_code, total: open?.count ?? 0 });
      return null;
    });
    return outcome ?? this.files.get(viewer, id);
  }

  private assertConfigured(tx: ActTransaction): void {
    if (this.settings.directory === null) tx.refuse(noBank());
  }

  private async regionOf(tx: ActTransaction, { batchId, regionCode }: OpenBankFile): Promise<string> {
    if (batchId === null) return regionCode ?? '';
    const [batch] = isUuid(batchId)
      ? await tx.query<{ regionCode: string }[]>(
          'select region_code as "regionCode" from payment_batch where id = $1 and region_code like any($2::text[]) for update',
          [batchId, writePatterns(tx.viewer)],
        )
      : [];
    if (!batch) throw new NotFoundError('PaymentBatch', batchId);
    await assertPaysAll(tx, 'BATCH', batchId, { field: 'batchId', action: 'batch:pay' });
    return batch.regionCode;
  }
}

/** Why nothing can be sent or fetched where no bank is set up. */
export function noBank(): RuleBroken {
  return new RuleBroken('BANK_CONFIGURED', 'id', 'No bank is set up here: have NUAN_BANK_DIR set, then try again.');
}

/** What a new payment file is made from. */
export interface NewBankFile {
  readonly batchId: string | null;
  readonly regionCode: string;
  readonly encoding: BankFile['encoding'];
}

/** Opens a payment file inside an act and queues the job that fills and sends it; returns its id. */
export async function openBankFile(
  tx: ActTransaction,
  { batchId, regionCode, encoding }: NewBankFile,
): Promise<string> {
  const id = newId();
  const fileNo = `N${tx.today.replaceAll('-', '')}-${id.slice(-12).toUpperCase()}`;
  await tx.query(
    `insert into bank_file (id, file_no, status, batch_id, region_code, encoding, prepared_on, opened_by, opened_at)
     values ($1, $2, 'PREPARING', $3, $4, $5, $6, $7, $8)`,
    [id, fileNo, batchId, regionCode, encoding, tx.today, tx.viewer.subject, tx.now],
  );
  await startJob(tx, { kind: 'bank.file', subjectId: id, regionCode });
  tx.about('BankFile', id);
  tx.within(regionCode);
  tx.note({ fileNo });
  return id;
}

async function assertSendable(tx: ActTransaction, batchId: string | null, regionCode: string): Promise<void> {
  const [condition, value] =
    batchId === null
      ? ['d.batch_id is null and d.region_code like $1', `${regionPrefix(regionCode)}%`]
      : ['d.batch_id = $1', batchId];
  const [found] = await tx.query<{ found: boolean }[]>(
    `select exists (select from disbursement d where ${SENDABLE} and ${condition}) as found`,
    [value],
  );
  if (found?.found !== true)
    tx.refuse(
      new RuleBroken(
        'NOTHING_TO_SEND',
        batchId === null ? 'regionCode' : 'batchId',
        'No payment by account waits here to be sent: hand payments over first, or look at the files that hold them.',
      ),
    );
  const [preparing] = await tx.query<{ fileNo: string }[]>(
    `select file_no as "fileNo" from bank_file where batch_id = $1 and status in ('PREPARING','PREPARED')`,
    [batchId],
  );
  if (preparing)
    tx.refuse(
      new RuleBroken(
        'FILE_UNDER_WAY',
        'batchId',
        'A file of this batch is being made already: wait for it, or have it sent again.',
        {
          fileNo: preparing.fileNo,
        },
      ),
    );
}

interface LockedFile {
  readonly status: BankFileStatus;
  readonly region_code: string;
}

async function lockFile(tx: ActTransaction, id: string, expectedVersion: number): Promise<LockedFile> {
  const columns = 'status, region_code, version';
  const file = await lockRow<LockedFile>(tx, { table: 'bank_file', entity: 'BankFile', id, expectedVersion, columns });
  await assertPaysAll(tx, 'BANK_FILE', id, { field: 'id', action: 'batch:pay' });
  return file;
}
