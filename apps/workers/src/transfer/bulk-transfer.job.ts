import type { ActTransaction, Job, JobHandler, JobStep } from '@nuan/facts';

import { type BulkTransferKind, CHUNK, findBulkTransfer, FIRST_ID, proposeChunk } from './bulk-transfer';
import type { BulkTransfer } from './bulk-transfer.entity';

/** Proposes the transfers of an act that concerns very many files, some hundred a step. */
export class BulkTransferJob<Act extends BulkTransfer> implements JobHandler {
  readonly kind: string;

  constructor(
    private readonly transfers: BulkTransferKind<Act>,
    private readonly chunk: number = CHUNK,
  ) {
    this.kind = transfers.jobKind;
  }

  /** One chunk. */
  async step(tx: ActTransaction, job: Job): Promise<JobStep> {
    const act = await findBulkTransfer(tx, this.transfers, job.subjectId);
    if (act === null) return { cursor: null, done: job.done, finished: true, message: 'The act is gone.' };
    const place = { after: String(job.cursor?.['after'] ?? FIRST_ID), limit: this.chunk };
    const { proposed, after } = await proposeChunk(tx, this.transfers, act, place);
    tx.note({ proposed });
    return { cursor: { after }, done: job.done + proposed, finished: after === null };
  }
}
