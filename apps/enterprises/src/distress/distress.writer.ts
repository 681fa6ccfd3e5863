import { assertCan, type Viewer } from '@nuan/auth';
import { NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { type Refusal, RuleBroken } from '@nuan/federation';
import { addDays, type LocalDate, newId } from '@nuan/kernel';

import { takeBack } from '../correction/entry-correction.service';
import type { EnterpriseOutcome } from '../enterprise/enterprise.results';
import type { EnterpriseService } from '../enterprise/enterprise.service';
import {
  brokenByFuture,
  type EnterpriseRow,
  holdEnterprise,
  raiseVersion,
  refuseIf,
  regionOfFact,
  stepEnterprise,
} from '../enterprise/held-enterprise';
import type {
  ChangeDistressKindInput,
  CorrectDistressInput,
  EndDistressInput,
  OpenDistressInput,
} from './distress.inputs';

/** Records the distress of enterprises (困难认定): one kind at a time, never in the future, nothing deleted. */
export class DistressWriter {
  constructor(
    private readonly acts: Acts,
    private readonly enterprises: EnterpriseService,
  ) {}

  /** Records distress that has begun, or with its last day one that is over; refuses what overlaps another period. */
  open(viewer: Viewer, input: OpenDistressInput): Promise<EnterpriseOutcome> {
    return this.perform(viewer, 'distress.open', input.id, async (tx) => {
      const toOn = input.toOn ?? null;
      const row =
        toOn === null
          ? await stepEnterprise(tx, input, 'OPEN_DISTRESS')
          : await holdEnterprise(tx, input.id, input.expectedVersion);
      refuseIf(tx, brokenByFuture(input.fromOn, tx.today, 'fromOn'));
      if (toOn !== null) refuseIf(tx, brokenByEnd(input.fromOn, toOn, tx.today));
      await regionOfFact(tx, row, input.fromOn, 'fromOn');
      refuseIf(tx, await brokenByOverlap(tx, row, input.fromOn, toOn));
      await tx.query(
        `insert into distress_period (id, enterprise_id, kind, from_on, to_on, evidence, recorded_on)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [newId(), row.id, input.kind, input.fromOn, toOn, input.evidence.trim(), tx.today],
      );
      tx.note({ kind: input.kind, fromOn: input.fromOn, toOn });
      return row;
    });
  }

  /** Ends the present period and begins one of another kind the day after, in one statement: no day lies between. */
  changeKind(viewer: Viewer, input: ChangeDistressKindInput): Promise<EnterpriseOutcome> {
    return this.perform(viewer, 'distress.changeKind', input.id, async (tx) => {
      const row = await stepEnterprise(tx, input, 'CHANGE_KIND');
      refuseIf(tx, brokenByFuture(input.fromOn, tx.today, 'fromOn'));
      if (input.kind === row.distress_kind)
        tx.refuse(new RuleBroken('KIND_OTHER', 'kind', 'It is in this kind of distress already.'));
      if (row.distress_from_on !== null && input.fromOn <= row.distress_from_on) {
        const message = 'The present period began on that day or later: correct it instead.';
        tx.refuse(new RuleBroken('KIND_CHANGES_LATER', 'fromOn', message, { presentFrom: row.distress_from_on }));
      }
      await regionOfFact(tx, row, input.fromOn, 'fromOn');
      await tx.query(
        `with ended as (
           update distress_period set to_on = $3, recorded_on = $4
           where enterprise_id = $2 and to_on is null and corrected_on is null returning enterprise_id
         )
         insert into distress_period (id, enterprise_id, kind, from_on, evidence, recorded_on)
         select $1, enterprise_id, $5, $6, $7, $4 from ended`,
        [newId(), row.id, addDays(input.fromOn, -1), tx.today, input.kind, input.fromOn, input.evidence.trim()],
      );
      tx.note({ kindBefore: row.distress_kind, kind: input.kind, fromOn: input.fromOn });
      return row;
    });
  }

  /** Ends the present period on a day that is over. */
  end(viewer: Viewer, input: EndDistressInput): Promise<EnterpriseOutcome> {
    return this.perform(viewer, 'distress.end', input.id, async (tx) => {
      const row = await stepEnterprise(tx, input, 'END_DISTRESS');
      refuseIf(tx, brokenByEnd(row.distress_from_on ?? input.toOn, input.toOn, tx.today));
      await tx.query(
        `update distress_period set to_on = $2, recorded_on = $3 where enterprise_id = $1 and to_on is null and corrected_on is null`,
        [row.id, input.toOn, tx.today],
      );
      tx.note({ kind: row.distress_kind, toOn: input.toOn });
      return row;
    });
  }

  /** Takes a wrong period back by a counter-entry; the right one is recorded anew. */
  correct(viewer: Viewer, input: CorrectDistressInput): Promise<EnterpriseOutcome> {
    return this.perform(viewer, 'distress.correct', input.id, async (tx) => {
      const row = await holdEnterprise(tx, input.id, input.expectedVersion);
      const [period] = await tx.query<{ corrected_on: string | null }[]>(
        'select corrected_on from distress_period where id = $1 and enterprise_id = $2',
        [input.periodId, row.id],
      );
      if (!period) throw new NotFoundError('DistressPeriod', input.periodId);
      if (period.corrected_on !== null)
        tx.refuse(new RuleBroken('ENTRY_STANDS', 'periodId', 'This period was taken back already.'));
      await takeBack(tx, { enterpriseId: row.id, periodId: input.periodId, reason: input.reason });
      return row;
    });
  }

  /** The database raises the version when the present distress changes; the act does when only the past did. */
  private async perform(
    viewer: Viewer,
    action: string,
    id: string,
    work: (tx: ActTransaction) => Promise<EnterpriseRow>,
  ): Promise<EnterpriseOutcome> {
    assertCan(viewer, 'enterprise:write');
    const refused = await this.acts.perform<void, Refusal>(viewer, action, async (tx) => {
      await raiseVersion(tx, await work(tx));
    });
    return refused ?? this.enterprises.written(viewer, id);
  }
}

function brokenByEnd(fromOn: LocalDate, toOn: LocalDate, today: LocalDate): RuleBroken | null {
  if (toOn >= today)
    return new RuleBroken('END_IN_THE_PAST', 'toOn', 'An end is recorded when the day is over.', { today });
  if (toOn < fromOn) return new RuleBroken('END_AFTER_START', 'toOn', 'It ends before it began.', { from: fromOn });
  return null;
}

async function brokenByOverlap(
  tx: ActTransaction,
  row: EnterpriseRow,
  fromOn: LocalDate,
  toOn: LocalDate | null,
): Promise<RuleBroken | null> {
  const [other] = await tx.query<{ from_on: string; to_on: string | null }[]>(
    `select from_on, to_on from distress_period where enterprise_id = $1 and corrected_on is null
       and from_on <= coalesce($3::date, 'infinity') and coalesce(to_on, 'infinity') >= $2 order by from_on limit 1`,
    [row.id, fromOn, toOn],
  );
  if (!other) return null;
  const facts = { from: other.from_on, ...(other.to_on === null ? {} : { to: other.to_on }) };
  return new RuleBroken('DISTRESS_OVERLAPS', 'fromOn', 'It overlaps another period: one kind at a time.', facts);
}
