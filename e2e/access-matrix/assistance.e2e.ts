import { sampleWorld } from './matrix-world';
import { testAccessMatrix } from './test-access-matrix';

testAccessMatrix('assistance', () => sampleWorld('assistance'));
