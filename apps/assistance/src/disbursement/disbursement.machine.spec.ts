import { describe } from '@jest/globals';
import { testTransitions, useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { paymentBatchMachine } from '../batch/payment-batch.machine';
import { disbursementMachine } from './disbursement.machine';

describe('payments and batches', () => {
  const database = useTestDatabase(assistanceSubgraph.database);
  testTransitions({ machine: disbursementMachine, database, table: 'disbursement' });
  testTransitions({ machine: paymentBatchMachine, database, table: 'payment_batch' });
});
