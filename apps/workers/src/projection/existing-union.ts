import { type ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';

/** Refuses the act unless the union is known and not dissolved today: a file is given to nobody who can't keep it. */
export async function assertUnionExists(tx: ActTransaction, unionId: string, field: string): Promise<void> {
  const [union] = await tx.query<{ dissolvedOn: string | null; successorId: string | null }[]>(
    `select (case when dissolved_on <= $2 then dissolved_on end)::text as "dissolvedOn", successor_id as "successorId"
     from union_projection where id = $1`,
    [unionId, tx.today],
  );
  if (!union) tx.refuse(new RuleBroken('UNION_UNKNOWN', field, 'No union with this id is known here.'));
  else if (union.dissolvedOn !== null)
    tx.refuse(
      new RuleBroken('UNION_DISSOLVED', field, 'This union is dissolved: take its successor.', {
        dissolvedOn: union.dissolvedOn,
        successorId: union.successorId ?? '',
      }),
    );
}
