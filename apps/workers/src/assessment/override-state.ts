import { registerEnum } from '@nuan/federation';

/** State of a proposed category (类别调整状态). */
export enum OverrideState {
  PENDING = 'PENDING',
  CONFIRMED = 'CONFIRMED',
  DECLINED = 'DECLINED',
  WITHDRAWN = 'WITHDRAWN',
}

registerEnum(OverrideState, 'OverrideState', 'State of a category proposed against the rules’ result (类别调整状态).', {
  PENDING: 'Waiting for a second person (待确认).',
  CONFIRMED: 'Confirmed: in force (已确认).',
  DECLINED: 'Declined: the rules’ result stays (已否决).',
  WITHDRAWN: 'Taken back by who proposed it (已撤回).',
});
