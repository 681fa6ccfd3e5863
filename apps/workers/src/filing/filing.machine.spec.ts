import { describe } from '@jest/globals';
import { testTransitions, useTestDatabase } from '@nuan/testing';

import { objectionMachine } from '../publicity/objection.machine';
import { workersSubgraph } from '../workers.subgraph';
import { filingMachine } from './filing.machine';

describe('the database keeps the way of an application', () => {
  const database = useTestDatabase(workersSubgraph.database);
  testTransitions({ machine: filingMachine, database, table: 'filing_application' });
  testTransitions({ machine: objectionMachine, database, table: 'objection', column: 'state' });
});
