import { assertCan, assertMayWrite, type Viewer } from '@nuan/auth';
import { FaultError, InvalidInputError, NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { lockRow, type Refusal, RuleBroken } from '@nuan/federation';

import { takeBack } from '../correction/entry-correction.service';
import { brokenByFuture, type EnterpriseRow, refuseIf, regionOfFact } from '../enterprise/held-enterprise';
import type { EnterpriseVisit } from './enterprise-visit.entity';
import type { CorrectEnterpriseVisitInput, RecordEnterpriseVisitInput } from './enterprise-visit.inputs';
import { brokenByCampaign, campaignNamed } from './visit-campaign';
import type { EnterpriseVisitService } from './enterprise-visit.service';
import { addVisits, MAX_VISIT_FEN } from './new-visit';

/** Records visits to enterprises (走访慰问): an enterprise counts once per campaign, whoever visits it how often. */
export class EnterpriseVisitWriter {
  constructor(
    private readonly acts: Acts,
    private readonly visits: EnterpriseVisitService,
  ) {}

  /**
   * Records a visit in the region where the enterprise was on that day. The first visit of a campaign that finds it in
   * distress counts it as visited; decided under its lock.
   *
   * @throws NotFoundError when the enterprise is unknown or outside the viewer's write regions. ForbiddenError when it was outside
   * them on that day.
   */
  async record(
    viewer: Viewer,
    { idempotencyKey: key, ...input }: RecordEnterpriseVisitInput,
  ): Promise<EnterpriseVisit | Refusal> {
    assertCan(viewer, 'enterprise:write');
    assertAmount('amount', input.amount);
    assertAmount('goods', input.goods);
    return this.acts.once<EnterpriseVisit, Refusal>(
      viewer,
      'visit.record',
      { key, request: { ...input, amount: String(input.amount), goods: String(input.goods) } },
      (tx) => insertVisit(tx, input),
      (id) => this.visits.written(viewer, id),
    );
  }

  /** Takes a wrong visit back by a counter-entry; another visit of the campaign may count in its place. */
  async correct(viewer: Viewer, { id, reason }: CorrectEnterpriseVisitInput): Promise<EnterpriseVisit | Refusal> {
    assertCan(viewer, 'enterprise:write');
    const refused = await this.acts.perform<void, Refusal>(viewer, 'visit.correct', async (tx) => {
      const [found] = await tx.query<{ enterprise_id: string }[]>(
        'select enterprise_id from enterprise_visit where id = $1',
        [id],
      );
      // The enterprise first, as every other act, so that two acts never wait for each other.
      if (!found) throw new NotFoundError('EnterpriseVisit', id);
      await lockRow(tx, { table: 'enterprise', entity: 'Enterprise', id: found.enterprise_id, expectedVersion: null });
      const row = { table: 'enterprise_visit', entity: 'EnterpriseVisit', id, expectedVersion: null };
      const visit = await lockRow<{ enterprise_id: string; corrected_on: string | null }>(tx, row);
      if (visit.corrected_on !== null)
        tx.refuse(new RuleBroken('ENTRY_STANDS', 'id', 'This visit was taken back already.'));
      await takeBack(tx, { enterpriseId: visit.enterprise_id, visitId: id, reason });
    });
    return refused ?? this.visits.written(viewer, id);
  }
}

/** What a record of a visit states, its key apart. */
type VisitToRecord = Omit<RecordEnterpriseVisitInput, 'idempotencyKey'>;

async function insertVisit(tx: ActTransaction, input: VisitToRecord): Promise<string> {
  const target = { table: 'enterprise', entity: 'Enterprise', id: input.enterpriseId, expectedVersion: null };
  const row = await lockRow<EnterpriseRow>(tx, target);
  refuseIf(tx, brokenByFuture(input.visitedOn, tx.today, 'visitedOn'));
  if (row.closed_on !== null && input.visitedOn >= row.closed_on) {
    const message = 'The enterprise was deregistered by then.';
    tx.refuse(new RuleBroken('ENTERPRISE_REGISTERED', 'visitedOn', message, { closedOn: row.closed_on }));
  }
  const region = await regionOfFact(tx, row, input.visitedOn, 'visitedOn');
  assertMayWrite(tx.viewer, region, 'enterprise:write');
  const campaign = input.campaign ?? null;
  if (campaign !== null) refuseIf(tx, brokenByCampaign(await campaignNamed(tx, campaign), input.visitedOn));
  const visit = {
    ...{ ...input, enterpriseId: row.id, region, campaign, workersMet: input.workersMet ?? null },
    ...{ amount: input.amount ?? null, goods: input.goods ?? null, note: input.note ?? null },
  };
  const [added] = await addVisits(tx, [visit]);
  if (!added) throw new FaultError('a visit was not added');
  tx.note({ campaign, isFirst: added.isFirst, visitedOn: input.visitedOn });
  return added.id;
}

function assertAmount(field: string, fen: bigint | null | undefined): void {
  if (fen != null && (fen <= 0n || fen > MAX_VISIT_FEN))
    throw new InvalidInputError(field, 'AMOUNT_POSITIVE', 'State an amount above 0.00, or none; at most 100000000.00.');
}
