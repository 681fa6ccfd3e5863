import { assertCan, covers, isBoundByUnion, type Viewer } from '@nuan/auth';
import { NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { type Refusal, RuleBroken } from '@nuan/federation';
import { isUuid, UnionLevel } from '@nuan/kernel';

import type { UnionProjection } from '../projection/union-projection.entity';
import { beginBulkTransfer, CHUNK } from './bulk-transfer';
import type { BulkTransferService } from './bulk-transfer.service';
import type { ProposeTransfersOfUnionInput } from './file-transfer.inputs';
import { presentCodeOf } from './region-succession';
import { TransferReason } from './transfer-state';
import { countUnionFiles, UNION_TRANSFERS } from './union-files';
import type { UnionTransfer } from './union-transfer.entity';

type KnownUnion = Pick<UnionProjection, 'id' | 'level' | 'regionCode' | 'dissolvedOn'>;

/** Hands on the files of a dissolved union (撤销工会档案转接): all are proposed in one act, each is accepted by the receiving union. */
export class UnionTransferWriter {
  constructor(
    private readonly acts: Acts,
    private readonly unions: BulkTransferService<UnionTransfer>,
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
      UNION_TRANSFERS.jobKind,
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
    const reason =
      union.level === UnionLevel.GRASSROOTS ? TransferReason.EMPLOYER_DISSOLVED : TransferReason.REGION_CHANGED;
    const to = presentCodeOf(successor.regionCode, tx.today) ?? successor.regionCode;
    return beginBulkTransfer(tx, UNION_TRANSFERS, {
      ...{ region: union.regionCode, counts, chunk: this.chunk },
      columns: { union_id: union.id, successor_id: successor.id, to_region_code: to, reason },
      facts: { unionId: union.id, successorId: successor.id },
    });
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
  // To who is bounded by unions, another union is none either.
  const seesRegion = !isBoundByUnion(tx.viewer) && union !== undefined && covers(tx.viewer, union.regionCode);
  if (!union || !successor || !(keepsFiles || seesRegion)) throw new NotFoundError('TradeUnion', id);
  if (union.dissolvedOn === null)
    tx.refuse(new RuleBroken('UNION_NOT_DISSOLVED', 'unionId', 'This union exists: its files move one by one.'));
  if (successor.dissolvedOn !== null)
    tx.refuse(
      new RuleBroken('UNION_WITHOUT_SUCCESSOR', 'unionId', 'No union that exists is known to have taken over.'),
    );
  return { union, successor };
}
