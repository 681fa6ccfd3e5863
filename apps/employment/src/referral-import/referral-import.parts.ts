import { assertMayWrite } from '@nuan/auth';
import { defineListImport, regionalTarget, startRegionalImport } from '@nuan/intake';

import { JobReferralImport, JobReferralImportState } from './referral-import.entity';
import { REFERRAL_IMPORT, referralImportMachine } from './referral-import.machine';
import { referralImportRules } from './referral-import.rules';

/** Makes everything of bulk imports of referrals (批量导入推荐名单). */
export const referralImportParts = defineListImport({
  ...{ names: REFERRAL_IMPORT, run: JobReferralImport, states: JobReferralImportState },
  ...{ machine: referralImportMachine, start: startRegionalImport(REFERRAL_IMPORT) },
  ...{ noun: 'referral', action: 'placement:write', purpose: 'referral-import' },
  assertMayStart: (viewer, { region }) => {
    assertMayWrite(viewer, region, 'placement:write');
  },
  target: (tx, { region }) => regionalTarget(tx, region),
  rules: referralImportRules,
  // An example of a person and a firm that don't exist.
  example: {
    personId: '00000000-0000-7000-8000-000000000000',
    creditCode: '91349900MA2N000015',
    position: '仓储管理员',
  },
});
