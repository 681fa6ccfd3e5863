import { assertCan, assertMayWrite, type Viewer } from '@nuan/auth';
import { isUniqueViolation } from '@nuan/database';
import type { Acts, ActTransaction } from '@nuan/facts';
import { assertWritesForRegion, lockRow, type Refusal, RuleBroken } from '@nuan/federation';
import { newId, yuan } from '@nuan/kernel';
import { refuseRegion } from '@nuan/regions';

import { WageState } from '../wage-case/wage-state';
import type { RequestAdvanceInput, SetAdvanceRuleInput } from './advance.inputs';
import type { AdvanceService } from './advance.service';
import type { AdvanceRequest } from './advance-request.entity';
import type { AdvanceRule } from './advance-rule.entity';

/** States in which wages are known to be owed and not yet paid in full. */
const ADVANCEABLE: readonly WageState[] = [
  WageState.VERIFIED,
  WageState.ORDERED,
  WageState.PART_PAID,
  WageState.TO_LEGAL,
];

const RULE = `select share_percent as "sharePercent" from advance_rule
  where valid_from <= $2 and region_code = any (array[$1, left($1, 4) || '00', left($1, 2) || '0000'])
  order by case region_code when $1 then 1 when left($1, 4) || '00' then 2 else 3 end, valid_from desc limit 1`;

interface LockedCase {
  readonly id: string;
  readonly enterprise_id: string;
  readonly region_code: string;
  readonly workers: number;
  readonly owed_fen: string;
  readonly recovered_fen: string;
  readonly state: WageState;
}

/** How much may be advanced in a case, and by which share. */
interface Advance {
  readonly limit: bigint;
  readonly sharePercent: number;
}

/** Writes requests to advance wages (欠薪垫付) and the rules behind them; the payment itself is assistance's. */
export class AdvanceWriter {
  constructor(
    private readonly acts: Acts,
    private readonly advances: AdvanceService,
  ) {}

  /**
   * Requests that wages of a verified case be advanced, once: the request is published in the feed, for officers of assistance
   * to file the payment.
   *
   * @throws NotFoundError when the case is unknown or outside the viewer's write regions.
   */
  async request(viewer: Viewer, { idempotencyKey, ...input }: RequestAdvanceInput): Promise<AdvanceRequest | Refusal> {
    assertCan(viewer, 'wageCase:write');
    return this.acts.once<AdvanceRequest, Refusal>(
      viewer,
      'advance.request',
      { key: idempotencyKey, request: input },
      async (tx) => {
        const target = { table: 'wage_case', entity: 'WageCase', id: input.wageCaseId, expectedVersion: null };
        const row = await lockRow<LockedCase>(tx, target);
        const { limit, sharePercent } = await advanceOf(tx, row);
        const amount = input.amount ?? limit;
        if (amount <= 0n) tx.refuse(new RuleBroken('AMOUNT_POSITIVE', 'amount', 'An advance is more than 0.00.'));
        if (amount > limit) {
          const message = 'More is asked for than the rule allows and is still owed.';
          tx.refuse(new RuleBroken('ADVANCE_ABOVE_SHARE', 'amount', message, { limit: yuan(limit), sharePercent }));
        }
        return insertRequest(tx, row, { amount, sharePercent, reason: input.reason });
      },
      (id) => this.advances.written(viewer, id),
    );
  }

  /**
   * Sets how much of the wages owed may be advanced in a region, from a day on; a rule is followed and never rewritten.
   *
   * @throws ForbiddenError when the region is outside the viewer's write regions, or the viewer writes for some unions only.
   */
  async setRule(viewer: Viewer, { idempotencyKey, ...input }: SetAdvanceRuleInput): Promise<AdvanceRule | Refusal> {
    assertMayWrite(viewer, input.regionCode, 'standard:manage');
    assertWritesForRegion(viewer, 'standard:manage');
    return this.acts.once<AdvanceRule, Refusal>(
      viewer,
      'advanceRule.set',
      { key: idempotencyKey, request: input },
      async (tx) => {
        const { regionCode, sharePercent, basis } = input;
        refuseRegion(tx, 'regionCode', regionCode);
        const validFrom = input.validFrom ?? tx.today;
        if (validFrom < tx.today) {
          const message = 'A rule holds from today at the earliest.';
          tx.refuse(new RuleBroken('RULE_IN_THE_PAST', 'validFrom', message, { earliest: tx.today }));
        }
        const id = newId();
        await insertOnce(
          tx,
          'insert into advance_rule (id, region_code, share_percent, valid_from, basis) values ($1, $2, $3, $4, $5)',
          [id, regionCode, sharePercent, validFrom, basis],
          'advance_rule_place_unique',
          new RuleBroken('ONE_RULE_A_DAY', 'validFrom', 'A rule of this region begins on this day: take another day.'),
        );
        tx.about('AdvanceRule', id);
        tx.within(regionCode);
        tx.note({ sharePercent, validFrom });
        return id;
      },
      (id) => this.advances.rule(viewer, id),
    );
  }
}

async function advanceOf(tx: ActTransaction, row: LockedCase): Promise<Advance> {
  if (!ADVANCEABLE.includes(row.state)) {
    const message = 'Wages are advanced in a case that is verified and not yet paid.';
    tx.refuse(new RuleBroken('CASE_NOT_ADVANCEABLE', 'wageCaseId', message, { state: row.state }));
  }
  const [rule] = await tx.query<{ sharePercent: number }[]>(RULE, [row.region_code, tx.today]);
  if (!rule) return tx.refuse(new RuleBroken('NO_ADVANCE_RULE', 'wageCaseId', 'No rule allows advances here.'));
  const owed = BigInt(row.owed_fen);
  const allowed = (owed * BigInt(rule.sharePercent)) / 100n;
  const outstanding = owed - BigInt(row.recovered_fen);
  return { limit: allowed < outstanding ? allowed : outstanding, sharePercent: rule.sharePercent };
}

async function insertRequest(
  tx: ActTransaction,
  row: LockedCase,
  { amount, sharePercent, reason }: { readonly amount: bigint; readonly sharePercent: number; readonly reason: string },
): Promise<string> {
  const id = newId();
  await insertOnce(
    tx,
    `insert into advance_request (id, wage_case_id, enterprise_id, region_code, workers, amount_fen, share_percent, reason, requested_on, requested_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[id, row.id, row.enterprise_id, row.region_code, row.workers, amount, sharePercent],
      ...[reason, tx.today, tx.viewer.subject],
    ],
    'advance_request_wage_case_id_unique',
    new RuleBroken('ADVANCE_REQUESTED_BEFORE', 'wageCaseId', 'An advance of this case was requested before.'),
  );
  tx.about('AdvanceRequest', id);
  tx.note({ amount: yuan(amount), sharePercent, reason });
  return id;
}

/** Inserts a row; `outcome` is given when the named unique constraint refuses it. */
async function insertOnce(
  tx: ActTransaction,
  sql: string,
  values: readonly unknown[],
  constraint: string,
  outcome: RuleBroken,
): Promise<void> {
  try {
    await tx.query(sql, values);
  } catch (error) {
    if (isUniqueViolation(error, constraint)) tx.refuse(outcome);
    throw error;
  }
}
