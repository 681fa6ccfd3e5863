import { mutationResult } from '@nuan/federation';

import { MinLivingLine } from './min-living-line.entity';
import { RegionSuccession } from './region-succession.type';

export const SetMinLivingLineResult = mutationResult(
  'SetMinLivingLineResult',
  'What came of publishing a line (公布结果).',
  () => [MinLivingLine],
);

export const FollowRegionSuccessionResult = mutationResult(
  'FollowRegionSuccessionResult',
  'What came of following a division to its successor (承接结果).',
  () => [RegionSuccession],
);
