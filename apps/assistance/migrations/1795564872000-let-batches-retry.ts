import { transitionGuard } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { paymentBatchMachine } from '../src/batch/payment-batch.machine';

/** A settled batch may be retried: the guard of its states is made anew from the table of its machine. */
export class LetBatchesRetry1795564872000 implements MigrationInterface {
  readonly name = 'LetBatchesRetry1795564872000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await transitionGuard(queryRunner, 'payment_batch', 'status', paymentBatchMachine);
  }

  /** The guard is the machine's in either case: an older program brings the older table, and its own guard with it. */
  async down(): Promise<void> {}
}
