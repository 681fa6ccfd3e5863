import { mutationResult } from '@nuan/federation';

import { PartnerShop } from './partner-shop.entity';

export const SignPartnerShopResult = mutationResult(
  'SignPartnerShopResult',
  'What came of signing with a shop (签约结果).',
  () => [PartnerShop],
);

export const EndPartnerShopResult = mutationResult(
  'EndPartnerShopResult',
  'What came of ending a contract (终止结果).',
  () => [PartnerShop],
);

export const CorrectPartnerShopResult = mutationResult(
  'CorrectPartnerShopResult',
  'What came of the counter-entry (更正结果).',
  () => [PartnerShop],
);
