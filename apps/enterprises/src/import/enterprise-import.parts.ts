import { assertMayWrite } from '@nuan/auth';
import { assertWritesForRegion } from '@nuan/federation';
import { defineListImport, regionalTarget, startRegionalImport } from '@nuan/intake';

import { EnterpriseImport, EnterpriseImportState } from './enterprise-import.entity';
import { ENTERPRISE_IMPORT, enterpriseImportMachine } from './enterprise-import.machine';
import { enterpriseImportRules } from './enterprise-import.rules';

/** Makes everything of bulk imports of enterprises (批量导入企业). */
export const enterpriseImportParts = defineListImport({
  ...{ names: ENTERPRISE_IMPORT, run: EnterpriseImport, states: EnterpriseImportState },
  ...{ machine: enterpriseImportMachine, start: startRegionalImport(ENTERPRISE_IMPORT) },
  ...{ noun: 'enterprise', action: 'enterprise:write', purpose: 'enterprise-import' },
  assertMayStart: (viewer, { region }) => {
    assertMayWrite(viewer, region, 'enterprise:write');
    // The rows name no union.
    assertWritesForRegion(viewer, 'enterprise:write');
  },
  target: (tx, { region }) => regionalTarget(tx, region),
  rules: enterpriseImportRules,
  // An example of a division that doesn't exist.
  example: {
    creditCode: '91349900MA2N000015',
    name: '样例煤业有限公司',
    industry: '煤炭',
    ownership: '国有',
    headcount: '1200',
    distress: '亏损',
    distressFrom: '2016-06-01',
    evidence: '年度审计报告',
  },
});
