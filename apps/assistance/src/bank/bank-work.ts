import { type ActTransaction, type JobCursor, startJob } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';

/** Work of the bank's on one subject. */
export interface BankWork {
  readonly kind: string;
  readonly subjectId: string;
  readonly regionCode: string;
}

/** Goes on with work that ended before its end (a fault of ours, money that was short), from where its last step left it. */
export async function resumeWork(tx: ActTransaction, { kind, subjectId, regionCode }: BankWork): Promise<void> {
  const [last] = await tx.query<{ state: string; cursor: JobCursor | null }[]>(
    'select state, cursor from job where subject_id = $1 and kind = $2 order by created_at desc, id desc limit 1',
    [subjectId, kind],
  );
  if (last?.state === 'QUEUED' || last?.state === 'RUNNING')
    tx.refuse(
      new RuleBroken('WORK_UNDER_WAY', 'id', 'Work on it is under way: wait for it, its progress tells how far it is.'),
    );
  await startJob(tx, { kind, subjectId, regionCode, ...(last?.cursor ? { cursor: last.cursor } : {}) });
}
