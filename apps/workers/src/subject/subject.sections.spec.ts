import { testSubjectRecord, useTestDatabase } from '@nuan/testing';

import { workersSubgraph } from '../workers.subgraph';
import { workersSubject } from './subject.sections';

testSubjectRecord(workersSubgraph.database, workersSubject, useTestDatabase(workersSubgraph.database));
