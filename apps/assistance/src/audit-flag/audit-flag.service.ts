import { assertCan, type Viewer } from '@nuan/auth';
import { allOf, type Connection, type ListRequest } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { AuditFlag, auditFlagList } from './audit-flag';
import type { AuditRule } from './audit-rule';

/** Which flags are asked for; everything given narrows. */
export interface AuditFlagRequest extends Pick<ListRequest, 'first' | 'after'> {
  /** Campaign code. */
  readonly campaign?: string | undefined;
  /** Region and everything below it. */
  readonly region?: string | undefined;
  readonly rules?: readonly AuditRule[] | undefined;
}

/** Reads the payments that an auditor looks at (审计关注事项), within the viewer's regions. */
export class AuditFlagService {
  constructor(private readonly db: DataSource) {}

  /** A page of flags, by rule and payment. */
  async list(viewer: Viewer, { campaign, region, rules, ...page }: AuditFlagRequest): Promise<Connection<AuditFlag>> {
    assertCan(viewer, 'auditFlag:read');
    const where = allOf(
      campaign && { campaign: { eq: campaign } },
      region && { region: { under: region } },
      rules && { rule: { in: rules } },
    );
    const map = (row: Record<string, unknown>): AuditFlag =>
      Object.assign(new AuditFlag(), { rule: row['rule'], disbursementId: row['disbursement_id'] });
    return auditFlagList.page(this.db, viewer, { ...page, where }, { select: 'f.rule, f.disbursement_id', map });
  }
}
