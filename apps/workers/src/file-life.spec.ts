import { describe } from '@jest/globals';
import { testTransitions, useTestDatabase } from '@nuan/testing';

import { categoryOverrideMachine } from './assessment/category-override.machine';
import { exitReviewMachine } from './exit/exit-review.machine';
import { householdMachine } from './household/household.machine';
import { annualReviewMachine } from './review/annual-review.machine';
import { fileTransferMachine } from './transfer/file-transfer.machine';
import { workersSubgraph } from './workers.subgraph';

describe('the life of a file', () => {
  const database = useTestDatabase(workersSubgraph.database);

  testTransitions({ machine: householdMachine, database, table: 'household' });
  testTransitions({ machine: annualReviewMachine, database, table: 'annual_review', column: 'state' });
  testTransitions({ machine: exitReviewMachine, database, table: 'exit_review', column: 'state' });
  testTransitions({ machine: categoryOverrideMachine, database, table: 'category_override', column: 'state' });
  testTransitions({ machine: fileTransferMachine, database, table: 'file_transfer', column: 'state' });
});
