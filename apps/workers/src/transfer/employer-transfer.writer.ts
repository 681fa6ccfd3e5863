import { assertCan, covers, isBoundByUnion, type Viewer } from '@nuan/auth';
import { NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { type Refusal, RuleBroken } from '@nuan/federation';
import { isUuid } from '@nuan/kernel';

import { beginBulkTransfer, CHUNK } from './bulk-transfer';
import type { BulkTransferService } from './bulk-transfer.service';
import { countEmployerFiles, EMPLOYER_TRANSFERS } from './employer-files';
import type { EmployerTransfer } from './employer-transfer.entity';
import type { ProposeTransfersOfEmployerInput } from './file-transfer.inputs';

/** Hands on the files of a deregistered employer (注销单位档案转接): all are proposed in one act, each is accepted by another person. */
export class EmployerTransferWriter {
  constructor(
    private readonly acts: Acts,
    private readonly employers: BulkTransferService<EmployerTransfer>,
    private readonly chunk: number = CHUNK,
  ) {}

  /**
   * Proposes the transfers of all files that the union of a deregistered employer keeps in the caller's regions, each to the federation
   * of its region. Transfers that are open stay and are counted.
   *
   * @throws ForbiddenError when the viewer may not transfer files. NotFoundError for an unknown employer.
   */
  async propose(viewer: Viewer, input: ProposeTransfersOfEmployerInput): Promise<EmployerTransfer | Refusal> {
    assertCan(viewer, 'household:transfer');
    const { idempotencyKey: key, ...request } = input;
    return this.acts.once<EmployerTransfer, Refusal>(
      viewer,
      EMPLOYER_TRANSFERS.jobKind,
      { key, request },
      (tx) => this.insert(tx, input.enterpriseId),
      (id) => this.employers.get(viewer, id),
    );
  }

  private async insert(tx: ActTransaction, enterpriseId: string): Promise<string> {
    if (!isUuid(enterpriseId)) throw new NotFoundError('Enterprise', enterpriseId);
    const { region, ...counts } = await countEmployerFiles(tx, enterpriseId);
    await assertDeregistered(tx, enterpriseId, region !== null);
    if (region === null)
      return tx.refuse(
        new RuleBroken('EMPLOYER_LEAVES_NO_FILES', 'enterpriseId', 'Its union keeps no file in your regions.'),
      );
    return beginBulkTransfer(tx, EMPLOYER_TRANSFERS, {
      ...{ region, counts, chunk: this.chunk },
      columns: { enterprise_id: enterpriseId },
      facts: { enterpriseId },
    });
  }
}

/** An employer outside the caller's regions that leaves no file within them is none to the caller. */
async function assertDeregistered(tx: ActTransaction, enterpriseId: string, leavesFiles: boolean): Promise<void> {
  const [employer] = await tx.query<{ isGone: boolean; regionCode: string | null }[]>(
    'select coalesce(closed_on <= $2::date, false) as "isGone", region_code as "regionCode" from enterprise_projection where id = $1',
    [enterpriseId, tx.today],
  );
  // To who is bounded by unions, an employer of another union is none either.
  const seesRegion =
    !isBoundByUnion(tx.viewer) && employer?.regionCode != null && covers(tx.viewer, employer.regionCode);
  if (!employer || !(leavesFiles || seesRegion)) throw new NotFoundError('Enterprise', enterpriseId);
  if (!employer.isGone)
    tx.refuse(
      new RuleBroken('EMPLOYER_REGISTERED', 'enterpriseId', 'This employer is registered: files move one by one.'),
    );
}
