import { assertCan, covers, type Viewer } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import { type Acts, type ActTransaction, startJob } from '@nuan/facts';
import { type Refusal, RuleBroken } from '@nuan/federation';
import { isUuid, newId, UnionLevel } from '@nuan/kernel';

import type { UnionProjection } from '../projection/union-projection.entity';
import type { ProposeTransfersOfUnionInput } from './file-transfer.inputs';
import { presentCodeOf } from './region-succession';
import { TransferReason } from './transfer-state';
import { CHUNK, countUnionFiles, proposeChunk } from './union-files';
import { UnionTransfer } from './union-transfer.entity';
import type { UnionTransferService } from './union-transfer.service';

/** The job that proposes what is too much for one transaction. */
export const UNION_TRANSFER_JOB = 'transfer.proposeOfUnion';

/** Below every id: a chunk begins after it. */
export const FIRST_ID = '00000000-0000-0000-0000-000000000000';

type KnownUnion = Pick<UnionProjection, 'id' | 'level' | 'regionCode' | 'dissolvedOn'>;

const rows = rowMapping(UnionTransfer, 'u');

/** Hands on the files of a dissolved union (撤销工会档案转接): all are proposed in one act, each is accepted by the receiving union. */
export class UnionTransferWriter {
  constructor(
    private readonly acts: Acts,
    private readonly unions: UnionTransferService,
    private readonly chunk: number = CHUNK,
  ) {}

  /**
   * Proposes the transfers of all files of a dissolved union that lie in the caller's regions. A successor that is dissolved too is
   * followed to the one that exists. Transfers that are open stay and are counted.
   *
   * @throws ForbiddenError when the viewer may not transfer files. NotFoundError for an unknown union, and for one of elsewhere that keeps no file here.
   */
  async propose(viewer: Viewer, input: ProposeTransfersOfUnionInput): Promise<UnionTransfer | Refusal> {
    assertCan(viewer, 'household:transfer');
    const { idempotencyKey: key, ...request } = input;
    return this.acts.once<UnionTransfer, Refusal>(
      viewer,
      'transfer.proposeOfUnion',
      { key, request },
      (tx) => this.insert(tx, input.unionId),
      (id) => this.unions.get(viewer, id),
    );
  }

  private async insert(tx: ActTransaction, unionId: string): Promise<string> {
    if (!isUuid(unionId)) throw new NotFoundError('TradeUnion', unionId);
    const counts = await countUnionFiles(tx, unionId);
    const keepsFiles = counts.due + counts.open + counts.busy > 0;
    const { union, successor } = await dissolvedUnion(tx, unionId, keepsFiles);
    if (!keepsFiles)
      tx.refuse(new RuleBroken('UNION_KEEPS_NO_FILES', 'unionId', 'This union keeps no file in your regions.'));
    const id = newId();
    const reason =
      union.level === UnionLevel.GRASSROOTS ? TransferReason.EMPLOYER_DISSOLVED : TransferReason.REGION_CHANGED;
    const [row] = await tx.query<Record<string, unknown>[]>(
      `insert into union_transfer as u (id, union_id, successor_id, region_code, to_region_code, reason, due_count, open_count, busy_count,
         proposed_by, proposed_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning ${rows.columns}`,
      [
        id,
        union.id,
        successor.id,
        union.regionCode,
        presentCodeOf(successor.regionCode, tx.today) ?? successor.regionCode,
        reason,
        counts.due,
        counts.open,
        counts.busy,
        tx.viewer.subject,
        tx.now,
      ],
    );
    tx.about('UnionTransfer', id);
    tx.within(union.regionCode);
    tx.note({ unionId: union.id, successorId: successor.id, ...counts });
    if (counts.due > this.chunk)
      await startJob(tx, { kind: UNION_TRANSFER_JOB, subjectId: id, regionCode: union.regionCode, total: counts.due });
    else await proposeChunk(tx, rows.map(row ?? {}), FIRST_ID, this.chunk);
    return id;
  }
}

/** From the union along its successors to the first that exists; a ring can't be, and its length is bounded all the same. */
const LINE = `
with recursive line as (
  select u.*, 0 as depth from union_projection u where u.id = $1
  union all
  select s.*, l.depth + 1 from line l join union_projection s on s.id = l.successor_id where l.dissolved_on <= $2 and l.depth < 50
)
select id, level, region_code as "regionCode", (case when dissolved_on <= $2 then dissolved_on end)::text as "dissolvedOn"
from line order by depth`;

/** A union outside the caller's regions that keeps no file within them is none to the caller. */
async function dissolvedUnion(
  tx: ActTransaction,
  id: string,
  keepsFiles: boolean,
): Promise<{ readonly union: KnownUnion; readonly successor: KnownUnion }> {
  const line = await tx.query<KnownUnion[]>(LINE, [id, tx.today]);
  const [union, successor] = [line[0], line.at(-1)];
  if (!union || !successor || !(keepsFiles || covers(tx.viewer, union.regionCode)))
    throw new NotFoundError('TradeUnion', id);
  if (union.dissolvedOn === null)
    tx.refuse(new RuleBroken('UNION_NOT_DISSOLVED', 'unionId', 'This union exists: its files move one by one.'));
  if (successor.dissolvedOn !== null)
    tx.refuse(
      new RuleBroken('UNION_WITHOUT_SUCCESSOR', 'unionId', 'No union that exists is known to have taken over.'),
    );
  return { union, successor };
}
