import { mutationResult } from '@nuan/federation';

import { AssetGrant } from './asset-grant.entity';

export const GrantAssetResult = mutationResult('GrantAssetResult', 'What came of handing it over (发放结果).', () => [
  AssetGrant,
]);
export const FollowUpAssetResult = mutationResult(
  'FollowUpAssetResult',
  'What came of recording a visit (回访登记结果): the grant.',
  () => [AssetGrant],
);
export const RecoverAssetResult = mutationResult(
  'RecoverAssetResult',
  'What came of taking it back (收回结果).',
  () => [AssetGrant],
);
export const WriteOffAssetResult = mutationResult(
  'WriteOffAssetResult',
  'What came of writing it off (核销结果).',
  () => [AssetGrant],
);
export const TransferAssetResult = mutationResult(
  'TransferAssetResult',
  'What came of passing it on (转赠结果).',
  () => [AssetGrant],
);
