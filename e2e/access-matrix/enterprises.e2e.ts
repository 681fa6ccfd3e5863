import { testAccessMatrix } from './test-access-matrix';

testAccessMatrix('enterprises');
