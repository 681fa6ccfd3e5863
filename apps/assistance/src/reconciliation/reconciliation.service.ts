import { assertCan, can, type Viewer } from '@nuan/auth';
import { readsBeyondRegions } from '@nuan/database';
import { allOf, assertSeesRegions, type Connection, type ListRequest } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import type { DifferenceKind } from './difference-kind';
import { differenceList, differenceOf, type ReconciliationDifference } from './reconciliation-difference';

/** Which differences are asked for; everything given narrows. */
export interface DifferenceRequest extends Pick<ListRequest, 'first' | 'after'> {
  /** Campaign code. */
  readonly campaign?: string | undefined;
  /** Region and everything below it. */
  readonly region?: string | undefined;
  readonly kinds?: readonly DifferenceKind[] | undefined;
}

/** Finds where ledger, payments, batches, payment files and the bank's word differ (对账), within the viewer's regions. */
export class ReconciliationService {
  constructor(private readonly db: DataSource) {}

  /** A page of differences, found as they are now; for those who pay and those who audit. */
  async list(viewer: Viewer, request: DifferenceRequest): Promise<Connection<ReconciliationDifference>> {
    if (!can(viewer, 'batch:pay')) assertCan(viewer, 'auditFlag:read');
    // Half of a sum is a difference that isn't one.
    assertSeesRegions(viewer);
    const { campaign, region, kinds, ...page } = request;
    const where = allOf(
      campaign && { campaign: { eq: campaign } },
      region && { region: { under: region } },
      kinds && { kind: { in: kinds } },
    );
    const select = 'r.kind, r.subject_id, r.region_code, r.campaign_code, r.expected_fen, r.found_fen';
    const db = readsBeyondRegions('the other side of a sum may lie in another county', this.db);
    return differenceList.page(db, viewer, { ...page, where }, { select, map: differenceOf });
  }
}
