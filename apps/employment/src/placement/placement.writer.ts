import { assertCan, type Viewer } from '@nuan/auth';
import { InvalidInputError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { lockRow, type Refusal, RuleBroken } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';

import { refuseFuture } from '../act-rules';
import { assertRoutes, recordPlacement } from './placement-record';
import type { ConfirmRetentionInput, EndPlacementInput, RecordPlacementInput } from './placement-write.inputs';
import type { Placement } from './placement.entity';
import type { PlacementService } from './placement.service';
import { RetentionTerm } from './retention-term';

interface LockedPlacement {
  readonly id: string;
  readonly person_id: string;
  readonly placed_on: LocalDate;
  readonly retained_3m: boolean | null;
  readonly retained_6m: boolean | null;
  readonly ended_on: LocalDate | null;
}

/** Columns and month of each term. */
const TERMS = {
  [RetentionTerm.THREE_MONTHS]: { column: 'retained_3m', months: 3 },
  [RetentionTerm.SIX_MONTHS]: { column: 'retained_6m', months: 6 },
} as const;

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
  confirmRetention(viewer: Viewer, input: ConfirmRetentionInput): Promise<Placement | Refusal> {
    if (input.retained && input.proof == null)
      throw new InvalidInputError('proof', 'PROOF_REQUIRED', 'Give the proof that the job lasts.');
    const { column, months } = TERMS[input.term];
    return this.change(viewer, 'placement.confirmRetention', input, async (tx, row) => {
      const on = input.on ?? tx.today;
      refuseFuture(tx, 'on', on);
      refuseOutOfTurn(tx, row, input);
      const [term] = await tx.query<{ dueOn: LocalDate }[]>(
        'select ($1::date + make_interval(months => $2))::date as "dueOn"',
        [row.placed_on, months],
      );
      const dueOn = term?.dueOn ?? row.placed_on;
      if (on < dueOn)
        tx.refuse(
          new RuleBroken('TERM_OVER', 'on', 'It is too early to tell: ask again on that day.', { earliest: dueOn }),
        );
      if (input.retained && row.ended_on !== null && row.ended_on < dueOn)
        tx.refuse(new RuleBroken('JOB_LASTED', 'retained', 'The job ended before that.', { endedOn: row.ended_on }));
      await tx.query(
        `update placement set ${column} = $2, ${column}_on = $3, ${column}_proof = $4, version = version + 1 where id = $1`,
        [row.id, input.retained, on, input.proof ?? null],
      );
      tx.note({ term: input.term, retained: input.retained, on });
    });
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
      const row = await lockRow<LockedPlacement>(tx, { table: 'placement', entity: 'Placement', id, expectedVersion });
      tx.about('Worker', row.person_id);
      await work(tx, row);
    });
    return refused ?? this.placements.written(viewer, id);
  }
}

function refuseOutOfTurn(tx: ActTransaction, row: LockedPlacement, { term, retained }: ConfirmRetentionInput): void {
  if (row[TERMS[term].column] !== null)
    tx.refuse(new RuleBroken('CONFIRMED_ONCE', 'term', 'This term has been confirmed or denied already.'));
  if (term === RetentionTerm.THREE_MONTHS) return;
  if (row.retained_3m === null)
    tx.refuse(new RuleBroken('TERMS_IN_ORDER', 'term', 'Record first whether the job lasted three months.'));
  if (retained && row.retained_3m === false)
    tx.refuse(new RuleBroken('JOB_LASTED', 'retained', 'It is on record that the job ended within three months.'));
}
