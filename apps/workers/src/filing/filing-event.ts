import { type Action, can, type Viewer } from '@nuan/auth';
import { registerEnum } from '@nuan/federation';

import type { ApplicationStatus } from './application-status';

/** A step of an application (申请步骤). */
export enum FilingEvent {
  SUBMIT = 'SUBMIT',
  PASS_FIRST_REVIEW = 'PASS_FIRST_REVIEW',
  CONFIRM_VISIT = 'CONFIRM_VISIT',
  PASS_CHECKS = 'PASS_CHECKS',
  PUBLICISE = 'PUBLICISE',
  OBJECT = 'OBJECT',
  DISMISS_OBJECTION = 'DISMISS_OBJECTION',
  UPHOLD_OBJECTION = 'UPHOLD_OBJECTION',
  APPROVE = 'APPROVE',
  RECORD = 'RECORD',
  RETURN = 'RETURN',
  REJECT = 'REJECT',
  WITHDRAW = 'WITHDRAW',
}

registerEnum(FilingEvent, 'FilingEvent', 'A step of an application (申请步骤).', {
  SUBMIT: 'Hand in, with consent (提交).',
  PASS_FIRST_REVIEW: 'Pass the first review (初审通过).',
  CONFIRM_VISIT: 'Confirm it at home (入户核实).',
  PASS_CHECKS: 'Pass visit and matching (复核、比对通过).',
  PUBLICISE: 'Put on public notice (公示).',
  OBJECT: 'Take an objection down (提出异议).',
  DISMISS_OBJECTION: 'Dismiss the last objection (异议不成立).',
  UPHOLD_OBJECTION: 'Uphold an objection (异议成立).',
  APPROVE: 'Approve after the notice (审批通过).',
  RECORD: 'Enter in the register (录入建档).',
  RETURN: 'Return for completion (退回补正).',
  REJECT: 'Refuse (不予建档).',
  WITHDRAW: 'Withdraw (撤回申请).',
});

/** The right that each step needs. */
const RIGHT: Readonly<Record<FilingEvent, Action>> = {
  SUBMIT: 'filing:write',
  PASS_FIRST_REVIEW: 'filing:review',
  CONFIRM_VISIT: 'filing:review',
  PASS_CHECKS: 'filing:review',
  PUBLICISE: 'filing:review',
  OBJECT: 'filing:review',
  DISMISS_OBJECTION: 'filing:review',
  UPHOLD_OBJECTION: 'filing:review',
  APPROVE: 'filing:approve',
  RECORD: 'filing:approve',
  RETURN: 'filing:review',
  REJECT: 'filing:review',
  WITHDRAW: 'filing:write',
};

/** Steps that a state allows, as far as the viewer's role takes them. That nobody passes what they filed is asked at the step. */
export function nextEvents(
  viewer: Viewer,
  events: (from: ApplicationStatus) => readonly FilingEvent[],
  status: ApplicationStatus,
): readonly FilingEvent[] {
  return events(status).filter((event) => can(viewer, RIGHT[event]));
}
