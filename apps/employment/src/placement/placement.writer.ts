import { assertCan, type Viewer } from '@nuan/auth';
import type { Acts, ActTransaction } from '@nuan/facts';
import { type Refusal, RuleBroken } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';

import { refuseFuture } from '../act-rules';
import { assertRoutes, recordPlacement } from './placement-record';
import type { ConfirmRetentionInput, EndPlacementInput, RecordPlacementInput } from './placement-write.inputs';
import type { Placement } from './placement.entity';
import type { PlacementService } from './placement.service';
import { assertProven, confirmRetention, holdPlacement, type LockedPlacement } from './retention-answer';

/** Records who was brought into work (实现就业), with proof, and whether the job lasts. */
export class PlacementWriter {
  constructor(
    private readonly acts: Acts,
    private readonly placements: PlacementService,
  ) {}

  /**
   * Records a placement with its proof; each route must be true of the person and the employer.
   *
   * @throws NotFoundError when the person is outside the viewer's write regions, or employer or referral unknown.
   */
  async record(viewer: Viewer, { idempotencyKey: key, ...input }: RecordPlacementInput): Promise<Placement | Refusal> {
    assertCan(viewer, 'placement:write');
    assertRoutes(input.routes);
    return this.acts.once<Placement, Refusal>(
      viewer,
      'placement.record',
      { key, request: input },
      (tx) => recordPlacement(tx, input),
      (id) => this.placements.written(viewer, id),
    );
  }

  /** Records whether the job still lasts after three or six months: with proof, once, and not before the day. */
  async confirmRetention(viewer: Viewer, input: ConfirmRetentionInput): Promise<Placement | Refusal> {
    assertCan(viewer, 'placement:write');
    assertProven(input);
    return this.change(viewer, 'placement.confirmRetention', input, (tx, row) => confirmRetention(tx, row, input));
  }

  /** Ends a job with the reason; not before a day for which it was confirmed. */
  end(viewer: Viewer, input: EndPlacementInput): Promise<Placement | Refusal> {
    return this.change(viewer, 'placement.end', input, async (tx, row) => {
      if (row.ended_on !== null)
        tx.refuse(new RuleBroken('JOB_LASTS', 'id', 'The job ended already.', { endedOn: row.ended_on }));
      const endedOn = input.endedOn ?? tx.today;
      refuseFuture(tx, 'endedOn', endedOn);
      const [known] = await tx.query<{ earliest: LocalDate }[]>(
        `select greatest(placed_on, case when retained_3m then (placed_on + interval '3 months')::date end,
           case when retained_6m then (placed_on + interval '6 months')::date end) as earliest from placement where id = $1`,
        [row.id],
      );
      const earliest = known?.earliest ?? row.placed_on;
      if (endedOn < earliest)
        tx.refuse(
          new RuleBroken('ENDS_AFTER_RETENTION', 'endedOn', 'The job is known to have lasted until then.', {
            earliest,
          }),
        );
      await tx.query('update placement set ended_on = $2, ended_reason = $3, version = version + 1 where id = $1', [
        row.id,
        endedOn,
        input.reason,
      ]);
      tx.note({ endedOn, reason: input.reason });
    });
  }

  private async change(
    viewer: Viewer,
    action: string,
    { id, expectedVersion }: { readonly id: string; readonly expectedVersion: number },
    work: (tx: ActTransaction, row: LockedPlacement) => Promise<void>,
  ): Promise<Placement | Refusal> {
    assertCan(viewer, 'placement:write');
    const refused = await this.acts.perform<void, Refusal>(viewer, action, async (tx) => {
      const row = await holdPlacement(tx, id, expectedVersion);
      await work(tx, row);
    });
    return refused ?? this.placements.written(viewer, id);
  }
}
