import { connectionOf, dateField, defineList, enumField, instantField, regionField, textField } from '@nuan/federation';

import { CheckSource } from '../filing/check-source';
import { MatchingList } from './matching-list.entity';
import { MatchingListState } from './matching-list-state';

/** Lists for matching. */
export const matchingListList = defineList({
  name: 'MatchingList',
  from: 'matching_list l',
  id: 'l.id',
  scope: 'l.region_code',
  fields: {
    source: enumField(CheckSource, 'l.source', 'Whose data (比对来源).'),
    state: enumField(MatchingListState, 'l.state', 'State of the list (名单状态).'),
    department: textField('l.department', 'Department that handed it in (提交部门).'),
    region: regionField('l.region_code', 'Region that it covers (覆盖区域).'),
    asOfOn: dateField('l.as_of_on', 'Day as of which the data holds (数据截止日).'),
    submittedAt: instantField('l.submitted_at', 'When it was announced (提交时间).'),
  },
  order: {
    SUBMITTED_AT: { sql: 'l.submitted_at', type: 'timestamptz', description: 'When it was announced (提交时间).' },
  },
  defaultOrder: [['SUBMITTED_AT', 'DESC']],
});

/** A page of lists. */
export const MatchingListConnection = connectionOf(MatchingList, 'MatchingList', 'lists for matching (比对名单)');
