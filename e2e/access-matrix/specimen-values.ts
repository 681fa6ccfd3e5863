import type { SpecimenValues } from '@nuan/testing';

/** What specimens hold where a plain value would break the answer, by `table.column`. */
export const SPECIMEN_VALUES: SpecimenValues = {
  'filing_person.employment_status': 'LAID_OFF',
  'publicity_notice.kind': 'FILING',
  'disbursement.source': 'CENTRAL_FISCAL_AID',
  'fund.source': 'CENTRAL_FISCAL_AID',
  'emergency_access.role': 'COUNTY',
  'delegation.role': 'COUNTY',
  'service_record.kind': 'RETURN_HOME',
  'matching_list.department': '人社',
};
