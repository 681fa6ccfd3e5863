import { rowMapping } from '@nuan/database';
import type { ActTransaction, Job, JobHandler, JobStep } from '@nuan/facts';

import { CHUNK, proposeChunk } from './union-files';
import { UnionTransfer } from './union-transfer.entity';
import { FIRST_ID, UNION_TRANSFER_JOB } from './union-transfer.writer';

const rows = rowMapping(UnionTransfer, 'u');

/** Proposes the transfers of a large dissolved union, some hundred files a step. */
export class UnionTransferJob implements JobHandler {
  readonly kind = UNION_TRANSFER_JOB;

  constructor(private readonly chunk: number = CHUNK) {}

  /** One chunk. */
  async step(tx: ActTransaction, job: Job): Promise<JobStep> {
    const [row] = await tx.query<Record<string, unknown>[]>(
      `select ${rows.columns} from union_transfer u where u.id = $1`,
      [job.subjectId],
    );
    if (!row) return { cursor: null, done: job.done, finished: true, message: 'The act is gone.' };
    const { proposed, after } = await proposeChunk(
      tx,
      rows.map(row),
      String(job.cursor?.['after'] ?? FIRST_ID),
      this.chunk,
    );
    tx.note({ proposed });
    return { cursor: { after }, done: job.done + proposed, finished: after === null };
  }
}
