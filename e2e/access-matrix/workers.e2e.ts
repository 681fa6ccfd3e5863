import { sampleWorld } from './matrix-world';
import { testAccessMatrix } from './test-access-matrix';

testAccessMatrix('workers', () => sampleWorld('workers'));
