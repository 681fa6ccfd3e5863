import { assertCan } from '@nuan/auth';
import { idField } from '@nuan/federation';
import { defineListImport } from '@nuan/intake';

import { serviceOfList } from '../return-service/travel-subsidies';
import { TravelSubsidyImport, TravelSubsidyImportState } from './subsidy-import.entity';
import { StartTravelSubsidyImportInput } from './subsidy-import.inputs';
import { SUBSIDY_IMPORT, subsidyImportMachine } from './subsidy-import.machine';
import { subsidyImportRules } from './subsidy-import.rules';

/** Makes everything of bulk imports of travel subsidies (批量导入返乡补贴名单). */
export const subsidyImportParts = defineListImport({
  ...{ names: SUBSIDY_IMPORT, run: TravelSubsidyImport, states: TravelSubsidyImportState },
  ...{ machine: subsidyImportMachine, start: StartTravelSubsidyImportInput },
  filters: { returnService: idField('i.return_service_id', 'The service (返乡服务).') },
  ...{ noun: 'travelSubsidy', action: 'returnService:write', purpose: 'travel-subsidy-import' },
  assertMayStart: (viewer) => {
    assertCan(viewer, 'returnService:write');
  },
  async target(tx, { returnServiceId }) {
    const region = await serviceOfList(tx, returnServiceId);
    return { owner: returnServiceId, region, columns: { return_service_id: returnServiceId } };
  },
  rules: subsidyImportRules,
  // An example of a person who doesn't exist.
  example: { personId: '00000000-0000-7000-8000-000000000000', amount: '200', mode: '银行卡' },
});
