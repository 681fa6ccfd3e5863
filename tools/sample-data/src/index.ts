export { isSampleDatabase, SAMPLE_DATABASES, type SampleDatabase } from './databases';
export { type LoadProgress, type LoadResult } from './load';
export { loadSample, type SampleRequest, worldOf } from './load-sample';
export { ASOF, ASOF_ON, buildWorld, SEED, type World, type WorldOptions } from './world';
