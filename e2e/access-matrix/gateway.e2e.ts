import { gatewayWorld } from './own-worlds';
import { testAccessMatrix } from './test-access-matrix';

testAccessMatrix('the gateway’s own part', gatewayWorld);
