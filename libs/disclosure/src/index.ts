export { Disclosure, type DisclosurePlan } from './disclosure';
export { ExactFigures, type FigureOf, type Figures, SummedFigures } from './figures';
export { isGuarded } from './guarded-viewer';
export {
  type Division,
  type Measure,
  measureName,
  type Part,
  partPerKey,
  type Population,
  type Slicing,
} from './population';
export { Release } from './release';
export { dropReleaseTable, RELEASE_COLUMNS, releaseTable } from './release-table';
export { releaseCommand, scheduledRelease } from './releasing';
