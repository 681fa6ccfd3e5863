import { testSubjectRecord, useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { assistanceSubject } from './subject.sections';

testSubjectRecord(assistanceSubgraph.database, assistanceSubject, useTestDatabase(assistanceSubgraph.database));
