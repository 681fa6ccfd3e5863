export { type Division, DIVISIONS, LIST_BEGINS_ON } from './division-list.reference';
export {
  findRegion,
  isValidOn,
  levelOf,
  parentOf,
  PROVINCE_CODE,
  REFERENCE_VERSION,
  regionsUnder,
  successorOf,
} from './region';
export { type RegionClass, RegionCore, regionOf } from './region-core';
export { brokenByRegion, refuseRegion } from './region-rule';
export { regionQueries, regionReference } from './region.resolver';
