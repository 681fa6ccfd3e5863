import { assertCan, covers, scopePatterns, type Viewer } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import { alignMany, alignOne, andOfUnions, type Batch, unionCondition } from '@nuan/federation';
import { daysBetween, type FundSource, isUuid, type LocalDate, type UnionLevel } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { enclosingCodes } from '../viewer-scope';
import { Fund } from './fund.entity';
import { FundRuleVersion } from './fund-rule-version.entity';
import { PassDownDue } from './pass-down-due';

const mapping = rowMapping(Fund, 'f');
const earlier = rowMapping(FundRuleVersion, 'v');

/** Each fund with the balances of its root; what is held is told of the viewer's own alone. */
const fundSql = (isOwn: string): string => `
  select ${mapping.columns}, coalesce(a.amount_fen, 0) as raised_fen,
    case when ${isOwn} then coalesce(a.available_fen + a.reserved_fen, 0) end as held_fen
  from fund f left join allocation a on a.fund_id = f.id and a.parent_id is null`;

/** Funds of the viewer's unions, and those that gave them money. */
function ofUnions(viewer: Viewer): string {
  const own = unionCondition(viewer, 'f.union_id');
  const given = `exists (select from allocation l where l.fund_id = f.id and ${String(unionCondition(viewer, 'l.to_union_id'))})`;
  return own === null ? '' : `and (${own} or ${given})`;
}

/** Which funds are asked for; everything given narrows. */
export interface FundRequest {
  /** Budget year. */
  readonly year?: number | undefined;
  readonly raisedBy?: UnionLevel | undefined;
  readonly source?: FundSource | undefined;
}

/**
 * Reads funds (资金). A viewer sees the funds of its own regions and of the regions above them, because those pay in its
 * region too; what a higher level still holds is not shown. Who is bounded by unions sees theirs and those that gave them money.
 */
export class FundService {
  constructor(private readonly db: DataSource) {}

  /** Funds by id in one statement; index-aligned, null for an id that is unknown or of a region beside the viewer's. */
  readonly loadMany: Batch<string, Fund | null> = async (viewer, ids) => {
    const funds = await this.select(viewer, 'f.id = any($3::uuid[])', [ids]);
    return alignOne(ids, funds, (fund) => fund.id);
  };

  /** Earmarks that each fund had before, the latest first, in one statement; index-aligned, empty for most. */
  readonly loadEarlierRules: Batch<string, readonly FundRuleVersion[]> = async (viewer, fundIds) => {
    assertCan(viewer, 'fund:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${earlier.columns} from fund_rule_version v join fund f on f.id = v.fund_id
       where v.fund_id = any($3::uuid[]) and (f.region_code like any($1::text[]) or f.region_code = any($2::text[])) ${ofUnions(viewer)} order by v.version desc`,
      [scopePatterns(viewer), enclosingCodes(viewer), fundIds],
    );
    return alignMany(fundIds, rows.map(earlier.map), (version) => version.fundId);
  };

  /**
   * One fund.
   *
   * @throws NotFoundError when the id is unknown or of a region beside the viewer's.
   */
  async get(viewer: Viewer, id: string): Promise<Fund> {
    const [fund] = await this.loadMany(viewer, [id].filter(isUuid), undefined);
    if (!fund) throw new NotFoundError('Fund', id);
    return fund;
  }

  /** The funds asked for, by level, source, region and name. */
  async list(viewer: Viewer, { year, raisedBy, source }: FundRequest): Promise<Fund[]> {
    const condition =
      '($3::int is null or f.year = $3) and ($4::text is null or f.raised_by = $4) and ($5::text is null or f.source = $5)';
    return this.select(viewer, condition, [year ?? null, raisedBy ?? null, source ?? null]);
  }

  /**
   * What raising unions of the viewer's regions still keep on a day of money that must be passed down in full (I13), the most
   * urgent first. Money counts as it stands now; the day says what is overdue.
   */
  async passDownDue(viewer: Viewer, asOf: LocalDate): Promise<PassDownDue[]> {
    const condition =
      'f.passes_down_in_full and a.available_fen + a.reserved_fen > 0 and f.region_code like any($1::text[])';
    const funds = await this.select(viewer, `${condition} ${andOfUnions(viewer, 'f.union_id')}`, []);
    const due = funds.map((fund) => {
      const dueOn = fund.passDownDueOn ?? asOf;
      const daysLeft = daysBetween(asOf, dueOn);
      return Object.assign(new PassDownDue(), {
        fund,
        retained: fund.balance,
        dueOn,
        daysLeft,
        isOverdue: daysLeft < 0,
      });
    });
    return due.sort((left, right) => left.daysLeft - right.daysLeft);
  }

  private async select(viewer: Viewer, condition: string, values: readonly unknown[]): Promise<Fund[]> {
    assertCan(viewer, 'fund:read');
    const isHeld = unionCondition(viewer, 'f.union_id') ?? 'true';
    const rows = await this.db.query<Record<string, unknown>[]>(
      `${fundSql(isHeld)} where (f.region_code like any($1::text[]) or f.region_code = any($2::text[])) ${ofUnions(viewer)} and ${condition}
       order by f.year desc, f.region_code, f.source, f.name`,
      [scopePatterns(viewer), enclosingCodes(viewer), ...values],
    );
    return rows.map((row) => {
      const fund = mapping.map(row);
      const held = row['held_fen'];
      const balance = held !== null && covers(viewer, fund.regionCode) ? BigInt(String(held)) : null;
      return Object.assign(fund, { amount: BigInt(String(row['raised_fen'])), balance });
    });
  }
}
