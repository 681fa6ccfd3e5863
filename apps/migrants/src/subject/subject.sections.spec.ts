import { testSubjectRecord, useTestDatabase } from '@nuan/testing';

import { migrantsSubgraph } from '../migrants.subgraph';
import { migrantsSubject } from './subject.sections';

testSubjectRecord(migrantsSubgraph.database, migrantsSubject, useTestDatabase(migrantsSubgraph.database));
