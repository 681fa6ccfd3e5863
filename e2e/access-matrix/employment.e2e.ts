import { testAccessMatrix } from './test-access-matrix';

testAccessMatrix('employment');
