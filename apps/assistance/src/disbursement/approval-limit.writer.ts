import { assertCan, type Viewer } from '@nuan/auth';
import { ForbiddenError } from '@nuan/errors';
import type { Acts } from '@nuan/facts';
import { assertWritesForRegion, type Refusal, RuleBroken, VersionConflict } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { ApprovalLimit } from './approval-limit.entity';
import type { SetApprovalLimitInput } from './approval-limit.inputs';
import { assertAmount } from './disbursement-filing';

const PROVINCE_PREFIX_LENGTH = 2;

/** Reads and writes limits of approval (审批权限): one line per level for the whole province, set by the province alone. */
export class ApprovalLimitWriter {
  constructor(
    private readonly db: DataSource,
    private readonly acts: Acts,
  ) {}

  /** The limits, from the county up. */
  async list(viewer: Viewer): Promise<ApprovalLimit[]> {
    assertCan(viewer, 'disbursement:read');
    const limits = await this.db.getRepository(ApprovalLimit).find();
    return limits.sort((left, right) => ORDER.indexOf(left.level) - ORDER.indexOf(right.level));
  }

  /**
   * Sets the limit of a level; approvals from now on are held against it.
   *
   * @throws ForbiddenError for anyone who doesn't write in the whole province.
   */
  async set(viewer: Viewer, input: SetApprovalLimitInput): Promise<ApprovalLimit | Refusal> {
    assertCan(viewer, 'standard:manage');
    assertWritesForRegion(viewer, 'standard:manage');
    if (!viewer.writePrefixes.some((prefix) => prefix.length === PROVINCE_PREFIX_LENGTH))
      throw new ForbiddenError('standard:manage', 'Limits of approval are set by the province.');
    const { level, expectedVersion, perPayment = null, perBatch = null, basis } = input;
    if (perPayment !== null) assertAmount(perPayment, 'perPayment');
    if (perBatch !== null) assertAmount(perBatch, 'perBatch');
    const outcome = await this.acts.perform<null, Refusal>(viewer, 'approvalLimit.set', async (tx) => {
      if (perBatch !== null && (perPayment === null || perPayment > perBatch))
        tx.refuse(
          new RuleBroken('BATCH_COVERS_PAYMENT', 'perBatch', 'A batch may not be limited below a single payment.'),
        );
      const [row] = await tx.query<{ version: number; per_payment_fen: string | null; per_batch_fen: string | null }[]>(
        'select version, per_payment_fen, per_batch_fen from approval_limit where level = $1 for update',
        [level],
      );
      if (row?.version !== expectedVersion) tx.refuse(new VersionConflict('ApprovalLimit', level, row?.version ?? 0));
      await tx.query(
        'update approval_limit set per_payment_fen = $2, per_batch_fen = $3, basis = $4, version = version + 1 where level = $1',
        [level, perPayment?.toString() ?? null, perBatch?.toString() ?? null, basis],
      );
      tx.note({
        level,
        basis,
        perPaymentFenBefore: row?.per_payment_fen ?? null,
        perBatchFenBefore: row?.per_batch_fen ?? null,
        perPaymentFen: perPayment?.toString() ?? null,
        perBatchFen: perBatch?.toString() ?? null,
      });
      return null;
    });
    if (outcome !== null) return outcome;
    return this.db.getRepository(ApprovalLimit).findOneByOrFail({ level });
  }
}

const ORDER = ['COUNTY', 'PREFECTURE', 'PROVINCE'];
