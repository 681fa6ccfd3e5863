import { registerEnum } from '@nuan/federation';

/** State of a filing application (建档申请状态). */
export enum ApplicationStatus {
  DRAFT = 'DRAFT',
  SUBMITTED = 'SUBMITTED',
  FIRST_REVIEW = 'FIRST_REVIEW',
  VISITED = 'VISITED',
  CHECKED = 'CHECKED',
  PUBLICISED = 'PUBLICISED',
  OBJECTED = 'OBJECTED',
  APPROVED = 'APPROVED',
  RECORDED = 'RECORDED',
  RETURNED = 'RETURNED',
  REJECTED = 'REJECTED',
  WITHDRAWN = 'WITHDRAWN',
}

registerEnum(ApplicationStatus, 'ApplicationStatus', 'State of a filing application (建档申请状态).', {
  DRAFT: 'Being filled in (草稿).',
  SUBMITTED: 'Handed in with consent (已提交).',
  FIRST_REVIEW: 'Reviewed by the unit or grass-roots union (初审).',
  VISITED: 'Household visited (已入户核实).',
  CHECKED: 'Information matched with other departments (已比对).',
  PUBLICISED: 'On public notice (公示中).',
  OBJECTED: 'An objection is open (有异议).',
  APPROVED: 'Approved by the federation (已审批).',
  RECORDED: 'Entered in the register: the file exists (已建档).',
  RETURNED: 'Returned for completion (退回补正).',
  REJECTED: 'Refused (不予建档).',
  WITHDRAWN: 'Withdrawn by the applicant (已撤回).',
});
