import { registerEnum } from '@nuan/federation';

/** Where a nomination is (推荐状态): NOMINATED → AWARDED or DECLINED. */
export enum NominationState {
  NOMINATED = 'NOMINATED',
  AWARDED = 'AWARDED',
  DECLINED = 'DECLINED',
}

registerEnum(NominationState, 'NominationState', 'Where a nomination for an honour is (推荐状态).', {
  NOMINATED: 'Proposed; another person decides (已推荐).',
  AWARDED: 'The honour was given (已表彰).',
  DECLINED: 'Not this time (未入选).',
});
