import { identityWorld } from './own-worlds';
import { testAccessMatrix } from './test-access-matrix';

testAccessMatrix('identity', identityWorld);
