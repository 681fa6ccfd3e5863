import { assertCan, assertMayWrite, type Viewer } from '@nuan/auth';
import { beyondRegions, isUniqueViolation } from '@nuan/database';
import type { Acts, ActTransaction } from '@nuan/facts';
import { assertWritesForUnion, lockRow, RuleBroken } from '@nuan/federation';
import { FundSource, newId, yuan } from '@nuan/kernel';

import { assertAmount, documentText } from '../ledger/amount';
import { post, type Posting } from '../ledger/ledger.writer';
import { LedgerKind } from '../ledger/ledger-transaction.entity';
import { raising } from '../ledger/movement';
import type {
  ChangeFundRuleInput,
  CloseFundInput,
  CreateFundInput,
  RaiseMoneyInput,
  TakeBackRaisedInput,
} from './fund-write.inputs';
import type { Fund } from './fund.entity';
import type { FundOutcome, FundRefusal } from './fund.results';
import type { FundService } from './fund.service';
import { assertFundInput, brokenByFund, statedRule } from './new-fund';

/** Columns of a fund that its writer decides by. */
interface FundRow {
  readonly id: string;
  readonly source: FundSource;
  readonly region_code: string;
  readonly campaign_code: string | null;
  readonly closed_on: string | null;
  readonly version: number;
}

const COLUMNS = 'id, source, region_code, campaign_code, closed_on, version';

/** Opens, feeds, re-earmarks and closes funds (资金). Balances move by the ledger alone. */
export class FundWriter {
  constructor(
    private readonly acts: Acts,
    private readonly funds: FundService,
  ) {}

  /**
   * Opens a fund with the root of its tree, empty. Refused: a source of the province at another level, money to be passed down
   * in full without a day, a second fund of that union, year, source and name, a campaign that is closed.
   *
   * @throws ForbiddenError outside the viewer's write regions. @throws InvalidInputError for malformed values.
   */
  create(viewer: Viewer, input: CreateFundInput): Promise<FundOutcome> {
    assertMayWrite(viewer, input.region, 'fund:manage');
    const { idempotencyKey: key, ...request } = input;
    return this.acts.once<Fund, FundRefusal>(
      viewer,
      'fund.create',
      { key, request },
      async (tx) => {
        await assertWritesForUnion(tx, input.unionId, 'unionId', 'fund:manage');
        return createFund(tx, input);
      },
      (id) => this.funds.get(viewer, id),
    );
  }

  /** Posts money that came in. Refused for a closed fund, and for one of donations, whose money comes with its donation. */
  raise(viewer: Viewer, input: RaiseMoneyInput): Promise<FundOutcome> {
    assertCan(viewer, 'fund:manage');
    assertAmount('amount', input.amount);
    const memo = input.memo?.trim() ?? null;
    const { idempotencyKey: key, ...request } = input;
    return this.acts.once<Fund, FundRefusal>(
      viewer,
      'fund.raise',
      { key, request },
      async (tx) => {
        const fund = await lockFund(tx, input.fundId, null);
        if (fund.source === FundSource.DONATION)
          return tx.refuse(
            new RuleBroken('DONATION_RECORDED', 'fundId', 'Donated money comes in with its donation: record that.'),
          );
        const broken = await brokenByCampaign(tx, fund.campaign_code, 'fundId');
        if (broken !== null) return tx.refuse(broken);
        tx.note({ amount: yuan(input.amount) });
        return post(tx, await raisingOf(tx, fund, input.amount, memo));
      },
      () => this.funds.get(viewer, input.fundId),
    );
  }

  /** Gives money back to where it came from, or corrects what was raised too high: a counter-entry of what is still available. */
  takeBack(viewer: Viewer, input: TakeBackRaisedInput): Promise<FundOutcome> {
    assertCan(viewer, 'fund:manage');
    assertAmount('amount', input.amount);
    const memo = documentText('reason', input.reason);
    const { idempotencyKey: key, ...request } = input;
    return this.acts.once<Fund, FundRefusal>(
      viewer,
      'fund.takeBack',
      { key, request },
      async (tx) => {
        const fund = await lockFund(tx, input.fundId, null);
        if (fund.source === FundSource.DONATION)
          return tx.refuse(
            new RuleBroken('DONATION_RECORDED', 'fundId', 'Donated money goes back with its donation: return that.'),
          );
        tx.note({ amount: yuan(input.amount), reason: memo });
        return post(tx, await raisingOf(tx, fund, -input.amount, memo));
      },
      () => this.funds.get(viewer, input.fundId),
    );
  }

  /** Replaces the earmark and keeps the old one as a version. Refused once money of the fund is set aside or paid. */
  async changeRule(viewer: Viewer, input: ChangeFundRuleInput): Promise<FundOutcome> {
    assertCan(viewer, 'fund:manage');
    const reason = documentText('reason', input.reason);
    const done = await this.acts.perform<string, FundRefusal>(viewer, 'fund.changeRule', async (tx) => {
      const fund = await lockFund(tx, input.id, input.expectedVersion);
      const rule = statedRule(input.rule, fund.region_code, tx.today);
      await refuseUsedRule(tx, fund);
      await tx.query(
        `insert into fund_rule_version (fund_id, version, rule_groups, rule_purposes, rule_tiers, rule_regions, replaced_by, replaced_at, reason)
         select id, version, rule_groups, rule_purposes, rule_tiers, rule_regions, $2, $3, $4 from fund where id = $1`,
        [fund.id, viewer.subject, tx.now, reason],
      );
      await tx.query(
        `update fund set rule_groups = $2, rule_purposes = $3, rule_tiers = $4, rule_regions = $5, version = version + 1 where id = $1`,
        [fund.id, rule.groups, rule.purposes, rule.tiers, rule.regions],
      );
      tx.note({ reason, ...rule });
      return fund.id;
    });
    return typeof done === 'string' ? this.funds.get(viewer, done) : done;
  }

  /** Closes a fund. Refused while any union still holds money of it, free or set aside. */
  async close(viewer: Viewer, input: CloseFundInput): Promise<FundOutcome> {
    assertCan(viewer, 'fund:manage');
    const done = await this.acts.perform<string, FundRefusal>(viewer, 'fund.close', async (tx) => {
      const fund = await lockFund(tx, input.id, input.expectedVersion);
      if (fund.closed_on !== null) return tx.refuse(new RuleBroken('FUND_OPEN', 'id', 'The fund is closed already.'));
      const held = await heldFen(tx, fund.id);
      if (held > 0n)
        return tx.refuse(
          new RuleBroken(
            'MONEY_LEFT',
            'id',
            'Unions still hold money of it: have it spent or returned, and taken back.',
            {
              held: yuan(held),
            },
          ),
        );
      await tx.query('update fund set closed_on = $2, version = version + 1 where id = $1', [fund.id, tx.today]);
      return fund.id;
    });
    return typeof done === 'string' ? this.funds.get(viewer, done) : done;
  }
}

/** Locks a fund within the viewer's write regions. */
export function lockFund(tx: ActTransaction, id: string, expectedVersion: number | null): Promise<FundRow> {
  return lockRow<FundRow>(tx, {
    ...{ table: 'fund', entity: 'Fund', id, expectedVersion, columns: COLUMNS },
    unionColumns: ['union_id'],
  });
}

/** A posting that raises money into a fund, or takes it back when negative. */
export async function raisingOf(
  tx: ActTransaction,
  fund: Pick<FundRow, 'id' | 'campaign_code'>,
  amountFen: bigint,
  memo: string | null,
): Promise<Posting> {
  const [root] = await tx.query<{ id: string }[]>(
    'select id from allocation where fund_id = $1 and parent_id is null',
    [fund.id],
  );
  const lines = raising(root?.id ?? '', amountFen);
  return { kind: LedgerKind.RAISED, fundId: fund.id, campaignCode: fund.campaign_code, memo, lines };
}

async function createFund(tx: ActTransaction, input: CreateFundInput): Promise<string> {
  assertFundInput(input, tx.today);
  const rule = statedRule(input.rule, input.region, tx.today);
  const broken = brokenByFund(input, tx.today) ?? (await brokenByCampaign(tx, input.campaign ?? null, 'campaign'));
  if (broken !== null) return tx.refuse(broken);
  const id = newId();
  const dueOn = input.passDownDueOn ?? null;
  await tx
    .query(
      `insert into fund (id, source, name, year, raised_by, union_id, region_code, campaign_code, rule_groups, rule_purposes, rule_tiers,
         rule_regions, passes_down_in_full, pass_down_due_on) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        ...[id, input.source, input.name.trim(), input.year, input.raisedBy, input.unionId, input.region],
        ...[input.campaign ?? null, rule.groups, rule.purposes, rule.tiers, rule.regions],
        ...[dueOn !== null, dueOn],
      ],
    )
    .catch((error: unknown) => {
      if (!isUniqueViolation(error, 'fund_union_id_year_source_name_unique')) throw error;
      return tx.refuse(new RuleBroken('FUND_ONCE', 'name', 'This union has a fund of that year, source and name.'));
    });
  const root = newId();
  await tx.query(
    `insert into allocation (id, fund_id, source, to_union_id, to_level, region_code, status, issued_on, confirmed_on)
     values ($1, $2, $3, $4, $5, $6, 'CONFIRMED', $7, $7)`,
    [root, id, input.source, input.unionId, input.raisedBy, input.region, tx.today],
  );
  tx.about('Fund', id);
  tx.about('Allocation', root);
  tx.within(input.region);
  tx.note({ source: input.source, year: input.year, ...rule });
  return id;
}

/** Money for a campaign comes in until it is closed; held still until the act ends, so that closing it misses no money. */
export async function brokenByCampaign(
  tx: ActTransaction,
  code: string | null,
  field: string,
): Promise<RuleBroken | null> {
  if (code === null) return null;
  const [campaign] = await tx.query<{ status: string }[]>('select status from campaign where code = $1 for share', [
    code,
  ]);
  if (campaign === undefined) return new RuleBroken('CAMPAIGN_KNOWN', field, 'No campaign has this code.');
  return campaign.status === 'CLOSED'
    ? new RuleBroken('CAMPAIGN_OPEN', field, 'The campaign is closed: its figures are frozen.')
    : null;
}

/** Locks every allocation of the fund, so that no money moves meanwhile; what they hold, in fen. */
async function heldFen(tx: ActTransaction, fundId: string): Promise<bigint> {
  const [sum] = await tx.query<{ fen: string }[]>(
    `select coalesce(sum(available_fen + reserved_fen), 0)::bigint as fen from (
       select available_fen, reserved_fen from allocation where fund_id = $1 order by id for update) held`,
    [fundId],
  );
  return BigInt(sum?.fen ?? 0);
}

async function refuseUsedRule(tx: ActTransaction, fund: FundRow): Promise<void> {
  if (fund.closed_on !== null) tx.refuse(new RuleBroken('FUND_OPEN', 'id', 'The fund is closed.'));
  await heldFen(tx, fund.id);
  const [used] = await beyondRegions('money of the fund may be paid by other unions', () =>
    tx.query<{ found: boolean }[]>(
      `select exists (select from allocation where fund_id = $1 and reserved_fen + spent_fen > 0)
       or exists (select from disbursement where fund_id = $1 and status not in ('DRAFT','RELEASED')) as found`,
      [fund.id],
    ),
  );
  if (used?.found)
    tx.refuse(
      new RuleBroken(
        'RULE_UNUSED',
        'rule',
        'Payments were checked against this earmark: open another fund for another one.',
      ),
    );
}
