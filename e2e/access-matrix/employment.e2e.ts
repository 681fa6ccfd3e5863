import { sampleWorld } from './matrix-world';
import { testAccessMatrix } from './test-access-matrix';

testAccessMatrix('employment', () => sampleWorld('employment'));
