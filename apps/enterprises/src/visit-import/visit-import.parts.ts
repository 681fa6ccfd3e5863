import { assertMayWrite } from '@nuan/auth';
import { textField } from '@nuan/federation';
import { defineListImport, regionalTarget } from '@nuan/intake';

import { EnterpriseVisitImport, EnterpriseVisitImportState } from './visit-import.entity';
import { StartEnterpriseVisitImportInput } from './visit-import.inputs';
import { VISIT_IMPORT, visitImportMachine } from './visit-import.machine';
import { visitImportRules } from './visit-import.rules';

/** Makes everything of bulk imports of visits (批量导入走访记录). */
export const visitImportParts = defineListImport({
  ...{ names: VISIT_IMPORT, run: EnterpriseVisitImport, states: EnterpriseVisitImportState },
  ...{ machine: visitImportMachine, start: StartEnterpriseVisitImportInput },
  filters: { campaign: textField('i.campaign_code', 'Code of the campaign (活动代码).') },
  ...{ noun: 'visit', action: 'enterprise:write', purpose: 'visit-import' },
  assertMayStart: (viewer, { region }) => {
    assertMayWrite(viewer, region, 'enterprise:write');
  },
  target(tx, { region, campaign = null }) {
    const owner = campaign === null ? region : `${region} ${campaign}`;
    return { ...regionalTarget(tx, region), owner, columns: { campaign_code: campaign }, facts: { campaign } };
  },
  rules: visitImportRules,
  // An example of a division that doesn't exist.
  example: {
    creditCode: '91349900MA2N000015',
    visitedOn: '2017-01-20',
    leaderRank: '市领导',
    leader: '市总工会主席',
    workersMet: '30',
    amount: '20000',
    goods: '5000.50',
  },
});
