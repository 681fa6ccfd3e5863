import { assertCan, type Viewer } from '@nuan/auth';
import { isUniqueViolation } from '@nuan/database';
import type { Acts, ActTransaction } from '@nuan/facts';
import { lockRow, type Refusal, RuleBroken } from '@nuan/federation';
import { type LocalDate, newId } from '@nuan/kernel';

import { type FiledHousehold, holdFiledHousehold } from '../plan/filed-household';
import type { HelperRank } from './helper-rank';
import type { Pairing } from './pairing.entity';
import type { ChangeHelperInput, EndPairingInput, RecordPairVisitInput, StartPairingInput } from './pairing.inputs';
import { HelperAlreadyPaired } from './pairing.results';
import type { PairingService } from './pairing.service';

/** The index that lets a household have one primary helper, whoever comes first. */
const ONE_PRIMARY = 'pairing_household_id_active_unique';

interface LockedPairing {
  readonly id: string;
  readonly household_id: string;
  readonly is_primary: boolean;
  readonly starts_on: LocalDate;
  readonly ends_on: LocalDate | null;
}

interface NewPairing {
  readonly helperName: string;
  readonly helperRank: HelperRank;
  readonly unitName?: string | null | undefined;
  readonly isPrimary: boolean;
  readonly startsOn: LocalDate;
}

/** Writes pairings (结对帮扶) and their visits. Plans that are open follow the primary helper of their household. */
export class PairingWriter {
  constructor(
    private readonly acts: Acts,
    private readonly pairings: PairingService,
  ) {}

  /**
   * Pairs a helper with a household whose file is in force; one helper at a time answers first for it (I3).
   *
   * @throws NotFoundError when the household is unknown or outside the viewer's write regions.
   */
  async start(
    viewer: Viewer,
    { idempotencyKey, ...input }: StartPairingInput,
  ): Promise<Pairing | Refusal | HelperAlreadyPaired> {
    assertCan(viewer, 'pairing:write');
    return this.acts.once<Pairing, Refusal | HelperAlreadyPaired>(
      viewer,
      'pairing.start',
      { key: idempotencyKey, request: input },
      async (tx) => {
        const household = await holdFiledHousehold(tx, input.householdId);
        const startsOn = input.startsOn ?? tx.today;
        if (startsOn > tx.today) {
          const message = 'A pairing begins today at the latest.';
          tx.refuse(new RuleBroken('STARTS_IN_FUTURE', 'startsOn', message, { latest: tx.today }));
        }
        return pair(tx, household, { ...input, startsOn });
      },
      (id) => this.pairings.get(viewer, id),
    );
  }

  /** Ends a pairing with the reason: not in the future, and not before its beginning or its last visit. */
  async end(viewer: Viewer, input: EndPairingInput): Promise<Pairing | Refusal> {
    assertCan(viewer, 'pairing:write');
    const outcome = await this.acts.perform<string, Refusal>(viewer, 'pairing.end', async (tx) => {
      const pairing = await lockLasting(tx, input);
      await endOn(tx, pairing, input.endsOn ?? tx.today, input.reason);
      if (pairing.is_primary) await follow(tx, pairing.household_id, null);
      return pairing.id;
    });
    return typeof outcome === 'string' ? this.pairings.get(viewer, outcome) : outcome;
  }

  /** Ends a pairing today and pairs another helper in the same place: both in one act, so that nobody is without one. */
  async changeHelper(
    viewer: Viewer,
    { idempotencyKey, ...input }: ChangeHelperInput,
  ): Promise<Pairing | Refusal | HelperAlreadyPaired> {
    assertCan(viewer, 'pairing:write');
    return this.acts.once<Pairing, Refusal | HelperAlreadyPaired>(
      viewer,
      'pairing.changeHelper',
      { key: idempotencyKey, request: input },
      async (tx) => {
        const pairing = await lockLasting(tx, input);
        const household = await holdFiledHousehold(tx, pairing.household_id);
        await endOn(tx, pairing, tx.today, input.reason);
        tx.note({ replaced: pairing.id });
        return pair(tx, household, { ...input, isPrimary: pairing.is_primary, startsOn: tx.today });
      },
      (id) => this.pairings.get(viewer, id),
    );
  }

  /** Records a visit of a pairing: one a day, within the pairing, not in the future. */
  async recordVisit(viewer: Viewer, { idempotencyKey, ...input }: RecordPairVisitInput): Promise<Pairing | Refusal> {
    assertCan(viewer, 'pairing:write');
    return this.acts.once<Pairing, Refusal>(
      viewer,
      'pairing.recordVisit',
      { key: idempotencyKey, request: input },
      async (tx) => {
        const target = { table: 'pairing', entity: 'Pairing', id: input.pairingId, expectedVersion: null };
        const pairing = await lockRow<LockedPairing>(tx, target);
        tx.about('Household', pairing.household_id);
        const visitedOn = input.visitedOn ?? tx.today;
        assertVisitDay(tx, pairing, visitedOn);
        const id = newId();
        await insertOnce(
          tx,
          'insert into pair_visit (id, pairing_id, visited_on, finding) values ($1, $2, $3, $4)',
          [id, pairing.id, visitedOn, input.finding],
          'pair_visit_pairing_id_visited_on_unique',
          new RuleBroken('VISIT_ONCE_A_DAY', 'visitedOn', 'A visit of this day has been recorded.', { visitedOn }),
        );
        tx.note({ visitedOn });
        return id;
      },
      (id) => this.pairings.ofVisit(viewer, id),
    );
  }
}

/** Inserts a row; `outcome` is given when the named unique constraint refuses it, however close the other writer came. */
async function insertOnce(
  tx: ActTransaction,
  sql: string,
  values: readonly unknown[],
  constraint: string,
  outcome: object,
): Promise<void> {
  try {
    await tx.query(sql, values);
  } catch (error) {
    if (isUniqueViolation(error, constraint)) tx.refuse(outcome);
    throw error;
  }
}

async function pair(tx: ActTransaction, household: FiledHousehold, pairing: NewPairing): Promise<string> {
  const id = newId();
  const { helperName, helperRank, unitName, isPrimary, startsOn } = pairing;
  await insertOnce(
    tx,
    `insert into pairing (id, household_id, region_code, union_id, helper_name, helper_rank, unit_name, is_primary, starts_on)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      id,
      household.id,
      household.regionCode,
      household.unionId,
      helperName,
      helperRank,
      unitName ?? null,
      isPrimary,
      startsOn,
    ],
    ONE_PRIMARY,
    new HelperAlreadyPaired(household.id),
  );
  if (isPrimary) await follow(tx, household.id, id);
  tx.about('Pairing', id);
  tx.note({ helperRank, isPrimary, startsOn });
  return id;
}

/** Locks a pairing that lasts; refuses (PAIRING_ENDED) one that has ended. */
async function lockLasting(
  tx: ActTransaction,
  { id, expectedVersion }: { readonly id: string; readonly expectedVersion: number },
): Promise<LockedPairing> {
  const pairing = await lockRow<LockedPairing>(tx, { table: 'pairing', entity: 'Pairing', id, expectedVersion });
  tx.about('Household', pairing.household_id);
  if (pairing.ends_on !== null)
    tx.refuse(
      new RuleBroken('PAIRING_ENDED', 'id', 'The pairing has ended: start another.', { endedOn: pairing.ends_on }),
    );
  return pairing;
}

async function endOn(tx: ActTransaction, pairing: LockedPairing, endsOn: LocalDate, reason: string): Promise<void> {
  const [visits] = await tx.query<{ lastOn: LocalDate | null }[]>(
    'select max(visited_on) as "lastOn" from pair_visit where pairing_id = $1',
    [pairing.id],
  );
  const earliest = [pairing.starts_on, visits?.lastOn ?? pairing.starts_on].sort().at(-1) ?? pairing.starts_on;
  if (endsOn < earliest || endsOn > tx.today) {
    const message = 'A pairing ends between its last visit, or its first day, and today.';
    tx.refuse(new RuleBroken('ENDS_OUTSIDE_PAIRING', 'endsOn', message, { earliest, latest: tx.today }));
  }
  await tx.query('update pairing set ends_on = $2, ended_reason = $3, version = version + 1 where id = $1', [
    pairing.id,
    endsOn,
    reason,
  ]);
  tx.note({ endsOn, reason });
}

/** Open plans of the household name the helper who answers first for it, or none. */
async function follow(tx: ActTransaction, householdId: string, pairingId: string | null): Promise<void> {
  await tx.query(
    `update aid_plan set pairing_id = $2, version = version + 1
     where household_id = $1 and status in ('DRAFT','ACTIVE') and pairing_id is distinct from $2`,
    [householdId, pairingId],
  );
}

function assertVisitDay(tx: ActTransaction, pairing: LockedPairing, visitedOn: LocalDate): void {
  if (visitedOn > tx.today)
    tx.refuse(
      new RuleBroken('VISIT_IN_FUTURE', 'visitedOn', 'A visit is recorded once it was made.', { latest: tx.today }),
    );
  const latest = pairing.ends_on ?? tx.today;
  if (visitedOn < pairing.starts_on || visitedOn > latest) {
    const message = 'A visit lies between the first and the last day of its pairing.';
    tx.refuse(new RuleBroken('VISIT_OUTSIDE_PAIRING', 'visitedOn', message, { earliest: pairing.starts_on, latest }));
  }
}
