import { defineStateMachine } from '@nuan/kernel';

import { ApplicationStatus } from './application-status';
import { FilingEvent } from './filing-event';

const { DRAFT, SUBMITTED, FIRST_REVIEW, VISITED, CHECKED, PUBLICISED, OBJECTED } = ApplicationStatus;
const { APPROVED, RECORDED, RETURNED, REJECTED, WITHDRAWN } = ApplicationStatus;

const UNDER_REVIEW = [SUBMITTED, FIRST_REVIEW, VISITED, CHECKED, PUBLICISED];

/** The way of an application from the form to the register (建档申请), and every way off it. */
export const filingMachine = defineStateMachine({
  name: 'FilingApplication',
  title: 'Filing application (建档申请)',
  states: Object.values(ApplicationStatus),
  initial: DRAFT,
  transitions: [
    { event: FilingEvent.SUBMIT, from: [DRAFT, RETURNED], to: SUBMITTED, title: 'Hand in, with consent (提交)' },
    {
      event: FilingEvent.PASS_FIRST_REVIEW,
      from: [SUBMITTED],
      to: FIRST_REVIEW,
      title: 'Pass the first review (初审通过)',
    },
    { event: FilingEvent.CONFIRM_VISIT, from: [FIRST_REVIEW], to: VISITED, title: 'Confirm it at home (入户核实)' },
    { event: FilingEvent.PASS_CHECKS, from: [VISITED], to: CHECKED, title: 'Pass visit and matching (复核、比对通过)' },
    { event: FilingEvent.PUBLICISE, from: [CHECKED], to: PUBLICISED, title: 'Put on public notice (公示)' },
    { event: FilingEvent.OBJECT, from: [PUBLICISED], to: OBJECTED, title: 'An objection is raised (提出异议)' },
    {
      event: FilingEvent.DISMISS_OBJECTION,
      from: [OBJECTED],
      to: PUBLICISED,
      title: 'Dismiss the last objection (异议不成立)',
    },
    { event: FilingEvent.UPHOLD_OBJECTION, from: [OBJECTED], to: REJECTED, title: 'Uphold an objection (异议成立)' },
    { event: FilingEvent.APPROVE, from: [PUBLICISED], to: APPROVED, title: 'Approve after the notice (审批通过)' },
    { event: FilingEvent.RECORD, from: [APPROVED], to: RECORDED, title: 'Enter in the register (录入建档)' },
    { event: FilingEvent.RETURN, from: UNDER_REVIEW, to: RETURNED, title: 'Return for completion (退回补正)' },
    { event: FilingEvent.REJECT, from: UNDER_REVIEW, to: REJECTED, title: 'Refuse (不予建档)' },
    {
      event: FilingEvent.WITHDRAW,
      from: [DRAFT, RETURNED, ...UNDER_REVIEW, OBJECTED],
      to: WITHDRAWN,
      title: 'Withdraw (撤回申请)',
    },
  ],
});
