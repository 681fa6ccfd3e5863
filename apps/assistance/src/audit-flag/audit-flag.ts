import { connectionOf, defineList, enumField, regionField, textField } from '@nuan/federation';
import { Field, ObjectType } from 'type-graphql';

import { AuditRule } from './audit-rule';

/** One payment under one rule, from the view `audit_flag`, which reads one partial index per rule. */
@ObjectType('AuditFlag', {
  description: 'A payment that an auditor looks at, and why (审计关注事项). Computed from the payments, never stored.',
})
export class AuditFlag {
  @Field(() => AuditRule, { description: 'Why (规则).' })
  readonly rule!: AuditRule;

  readonly disbursementId!: string;
}

/** Flags in the order of the rules' names; within a rule, payments by id. A payment stands once under each rule it meets. */
export const auditFlagList = defineList({
  name: 'AuditFlag',
  from: 'audit_flag f',
  id: 'f.disbursement_id',
  scope: 'f.region_code',
  fields: {
    campaign: textField('f.campaign_code', 'Code of the campaign (活动代码).'),
    region: regionField('f.region_code', 'Region of the beneficiary (所在区域).'),
    rule: enumField(AuditRule, 'f.rule', 'Why it is flagged (规则).'),
  },
  order: { RULE: { sql: 'f.rule', type: 'text', description: 'Name of the rule (规则).' } },
  defaultOrder: [['RULE', 'ASC']],
});

/** A page of flags. */
export const AuditFlagConnection = connectionOf(AuditFlag, 'AuditFlag', 'flagged payments (审计关注事项)');
