import { sampleWorld } from './matrix-world';
import { testAccessMatrix } from './test-access-matrix';

testAccessMatrix('enterprises', () => sampleWorld('enterprises'));
