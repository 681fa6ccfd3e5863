import { assertCan, covers, type Viewer } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import { type Acts, type ActTransaction, startJob } from '@nuan/facts';
import { type Refusal, RuleBroken } from '@nuan/federation';
import { isUuid, newId } from '@nuan/kernel';

import { countEmployerFiles, proposeEmployerChunk } from './employer-files';
import { EmployerTransfer } from './employer-transfer.entity';
import type { EmployerTransferService } from './employer-transfer.service';
import type { ProposeTransfersOfEmployerInput } from './file-transfer.inputs';
import { CHUNK } from './union-files';
import { FIRST_ID } from './union-transfer.writer';

/** The job that proposes what is too much for one transaction. */
export const EMPLOYER_TRANSFER_JOB = 'transfer.proposeOfEmployer';

const rows = rowMapping(EmployerTransfer, 'a');

/** Hands on the files of a deregistered employer (注销单位档案转接): all are proposed in one act, each is accepted by another person. */
export class EmployerTransferWriter {
  constructor(
    private readonly acts: Acts,
    private readonly employers: EmployerTransferService,
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
      EMPLOYER_TRANSFER_JOB,
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
    const id = newId();
    const [row] = await tx.query<Record<string, unknown>[]>(
      `insert into employer_transfer as a (id, enterprise_id, region_code, due_count, open_count, busy_count, proposed_by, proposed_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${rows.columns}`,
      [id, enterpriseId, region, counts.due, counts.open, counts.busy, tx.viewer.subject, tx.now],
    );
    tx.about('EmployerTransfer', id);
    tx.within(region);
    tx.note({ enterpriseId, ...counts });
    if (counts.due > this.chunk)
      await startJob(tx, { kind: EMPLOYER_TRANSFER_JOB, subjectId: id, regionCode: region, total: counts.due });
    else await proposeEmployerChunk(tx, rows.map(row ?? {}), FIRST_ID, this.chunk);
    return id;
  }
}

/** An employer outside the caller's regions that leaves no file within them is none to the caller. */
async function assertDeregistered(tx: ActTransaction, enterpriseId: string, leavesFiles: boolean): Promise<void> {
  const [employer] = await tx.query<{ isGone: boolean; regionCode: string | null }[]>(
    'select coalesce(closed_on <= $2::date, false) as "isGone", region_code as "regionCode" from enterprise_projection where id = $1',
    [enterpriseId, tx.today],
  );
  if (!employer || !(leavesFiles || (employer.regionCode !== null && covers(tx.viewer, employer.regionCode))))
    throw new NotFoundError('Enterprise', enterpriseId);
  if (!employer.isGone)
    tx.refuse(
      new RuleBroken('EMPLOYER_REGISTERED', 'enterpriseId', 'This employer is registered: files move one by one.'),
    );
}
