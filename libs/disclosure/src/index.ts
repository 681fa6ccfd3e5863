export { type Contributors, Disclosure, type DisclosurePlan } from './disclosure';
export { ExactFigures, type FigureOf, type Figures, SummedFigures } from './figures';
export { isGuarded } from './guarded-viewer';
export {
  type Difference,
  type Division,
  type Guard,
  type Measure,
  measureName,
  type Part,
  partPerKey,
  partsOf,
  type Population,
  type Slicing,
} from './population';
export { Release, type ReleaseDocument } from './release';
export { makeRelease } from './release-maker';
export { regionsOf, regionTree } from './region-tree';
export { NO_MONEY } from './money-source';
export type { ReleaseSource } from './cell-index';
export { dropReleaseTable, RELEASE_COLUMNS, releaseTable } from './release-table';
export { releaseCommand, scheduledRelease } from './releasing';
