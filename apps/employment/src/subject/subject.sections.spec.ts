import { testSubjectRecord, useTestDatabase } from '@nuan/testing';

import { employmentSubgraph } from '../employment.subgraph';
import { employmentSubject } from './subject.sections';

testSubjectRecord(employmentSubgraph.database, employmentSubject, useTestDatabase(employmentSubgraph.database));
