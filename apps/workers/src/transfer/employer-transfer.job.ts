import { rowMapping } from '@nuan/database';
import type { ActTransaction, Job, JobHandler, JobStep } from '@nuan/facts';

import { proposeEmployerChunk } from './employer-files';
import { EmployerTransfer } from './employer-transfer.entity';
import { EMPLOYER_TRANSFER_JOB } from './employer-transfer.writer';
import { CHUNK } from './union-files';
import { FIRST_ID } from './union-transfer.writer';

const rows = rowMapping(EmployerTransfer, 'a');

/** Proposes the transfers of a large deregistered employer, some hundred files a step. */
export class EmployerTransferJob implements JobHandler {
  readonly kind = EMPLOYER_TRANSFER_JOB;

  constructor(private readonly chunk: number = CHUNK) {}

  /** One chunk. */
  async step(tx: ActTransaction, job: Job): Promise<JobStep> {
    const [row] = await tx.query<Record<string, unknown>[]>(
      `select ${rows.columns} from employer_transfer a where a.id = $1`,
      [job.subjectId],
    );
    if (!row) return { cursor: null, done: job.done, finished: true, message: 'The act is gone.' };
    const { proposed, after } = await proposeEmployerChunk(
      tx,
      rows.map(row),
      String(job.cursor?.['after'] ?? FIRST_ID),
      this.chunk,
    );
    tx.note({ proposed });
    return { cursor: { after }, done: job.done + proposed, finished: after === null };
  }
}
