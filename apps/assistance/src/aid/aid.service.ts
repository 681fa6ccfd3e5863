import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { readRollups, type RollupCell } from '@nuan/database';
import { type Disclosure, type Figures, isGuarded } from '@nuan/disclosure';
import { InvalidInputError } from '@nuan/errors';
import { alignMany, type Batch } from '@nuan/federation';
import { AidPurpose, type Clock, type CountPrecision, DeliveryMode, FundSource, TargetGroupKind } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { DISTRIBUTED_STATUSES } from '../disbursement/pay-status';
import type { AidStats } from './aid-stats';
import { type AidPart, type GroupPrecision, tallyAid } from './aid-tally';

/** Which payments count: those of a campaign, of a calendar year (Asia/Shanghai), or of both. */
export interface AidPeriod {
  readonly campaign: string | null;
  readonly year: number | null;
}

const DIMENSIONS: Readonly<Record<string, AidPart['dimension']>> = {
  'aid.source': 'source',
  'aid.group': 'group',
  'aid.purpose': 'purpose',
  'aid.mode': 'mode',
  'campaign.paid': 'beneficiaries',
  'aid.yearBeneficiary': 'beneficiaries',
};

/**
 * Adds payments up (救助发放统计). Beneficiaries are distinct: of a campaign by its register, of a year by each
 * beneficiary's first payment in it; with both, they count in the year of their first payment in the campaign.
 */
export class AidService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly disclosure: Disclosure,
  ) {}

  /** What was paid in each region and below it, from rollups; index-aligned. */
  readonly loadByRegion: Batch<string, AidStats, AidPeriod> = async (viewer, regionCodes, period) => {
    assertCan(viewer, 'region:aggregate');
    assertPeriod(period);
    if (isGuarded(viewer)) return this.loadReleased(viewer, regionCodes, period);
    const beneficiaries = period.campaign === null ? 'aid.yearBeneficiary' : 'campaign.paid';
    const [precision, cells] = await Promise.all([
      this.groupPrecision(period.campaign),
      readRollups(this.db, {
        metrics: ['aid.source', 'aid.group', 'aid.purpose', 'aid.mode', beneficiaries],
        regionCodes,
        campaign: period.campaign ?? undefined,
        year: period.year ?? undefined,
      }),
    ]);
    const asOf = this.clock.now();
    return regionCodes.map((code) => tallyAid((cells.get(code) ?? []).flatMap(partsOf), { precision, asOf }));
  };

  /**
   * What was paid to the workers of each enterprise, in one statement over their payments; index-aligned. Few people each, so it is for
   * those alone who may read the payments.
   */
  readonly loadByEnterprise: Batch<string, AidStats, AidPeriod> = async (viewer, enterpriseIds, period) => {
    assertCan(viewer, 'disbursement:read');
    assertPeriod(period);
    const [precision, rows] = await Promise.all([
      this.groupPrecision(period.campaign),
      this.db.query<EnterpriseRow[]>(ENTERPRISE_SQL, [
        enterpriseIds,
        scopePatterns(viewer),
        DISTRIBUTED_STATUSES,
        period.campaign,
        period.year,
      ]),
    ]);
    const asOf = this.clock.now();
    return alignMany(enterpriseIds, rows, (row) => row.id).map((found) =>
      tallyAid(found.flatMap(partsOfEnterprise), { precision, asOf }),
    );
  };

  /** The same from the newest release: of a campaign or of a year. */
  private async loadReleased(viewer: Viewer, regionCodes: readonly string[], period: AidPeriod): Promise<AidStats[]> {
    const slice = sliceOf(period);
    const [precision, { figures, asOf }] = await Promise.all([
      this.groupPrecision(period.campaign),
      this.disclosure.read(viewer, { metrics: [], regionCodes }),
    ]);
    return regionCodes.map((code) => {
      const own = figures(code);
      const distributed = own.amountFen({ ...slice.of, metric: `${slice.prefix}aid.group` });
      const parts = releasedParts(own, slice);
      return tallyAid(parts, { precision, asOf, distributed, suppressed: own.suppressed });
    });
  }

  private async groupPrecision(campaign: string | null): Promise<GroupPrecision> {
    if (campaign === null) return new Map();
    const rows = await this.db.query<{ group: string; precision: CountPrecision }[]>(
      'select target_group as "group", count_precision as precision from campaign_target_group where campaign_code = $1',
      [campaign],
    );
    return new Map(rows.map((row) => [row.group, row.precision]));
  }
}

/**
 * Refuses a question about all money of all times.
 *
 * @throws InvalidInputError when neither campaign nor year is given.
 */
function assertPeriod({ campaign, year }: AidPeriod): void {
  if (campaign === null && year === null)
    throw new InvalidInputError('campaign', 'campaign-or-year', 'Give a campaign, a year, or both.');
}

/** How a release names the payments of a campaign, and those of a year; both at once it doesn't have. */
interface ReleasedSlice {
  readonly prefix: string;
  readonly beneficiaries: string;
  readonly of: { readonly campaign?: string | undefined; readonly year?: number | undefined };
}

function sliceOf({ campaign, year }: AidPeriod): ReleasedSlice {
  const of = { campaign: campaign ?? undefined, year: year ?? undefined };
  return campaign === null
    ? { prefix: 'year.', beneficiaries: 'year.aid.yearBeneficiary', of }
    : { prefix: '', beneficiaries: 'campaign.paid', of };
}

/** Every value of every dimension; those that hold nothing are left out, those that are withheld are null. */
function releasedParts(figures: Figures, { prefix, beneficiaries, of }: ReleasedSlice): AidPart[] {
  const money = (
    dimension: AidPart['dimension'],
    metric: string,
    vocabulary: Readonly<Record<string, string>>,
  ): AidPart[] =>
    Object.values(vocabulary)
      .map((key) => ({
        dimension,
        key,
        n: null,
        amountFen: figures.amountFen({ ...of, metric: prefix + metric, keys: [key] }),
      }))
      .filter(({ amountFen }) => amountFen !== 0n);
  const persons = Object.values(TargetGroupKind).map((key) => {
    const n = figures.count({ ...of, metric: beneficiaries, keys: [key] });
    return { dimension: 'beneficiaries', key, n, amountFen: null } as const;
  });
  return [
    ...money('source', 'aid.source', FundSource),
    ...money('group', 'aid.group', TargetGroupKind),
    ...money('purpose', 'aid.purpose', AidPurpose),
    ...money('mode', 'aid.mode', DeliveryMode),
    ...persons.filter(({ n }) => n !== 0),
  ];
}

function partsOf({ metric, key, n, amountFen }: RollupCell): AidPart[] {
  const dimension = DIMENSIONS[metric];
  return dimension === undefined ? [] : [{ dimension, key, n, amountFen }];
}

interface EnterpriseRow {
  readonly id: string;
  readonly source: string | null;
  readonly group: string | null;
  readonly purpose: string | null;
  readonly mode: string | null;
  readonly people: number;
  readonly amount: string;
}

const ENTERPRISE_SQL = `select enterprise_id as id, source, target_group as "group", purpose, mode,
  count(distinct coalesce(household_id, payee_id))::int as people, sum(amount_fen)::bigint as amount
  from disbursement
  where enterprise_id = any($1::uuid[]) and region_code like any($2::text[]) and status = any($3::text[])
    and ($4::text is null or campaign_code = $4)
    and ($5::int is null or extract(year from (paid_at at time zone 'Asia/Shanghai'))::int = $5)
  group by enterprise_id, grouping sets ((source), (target_group), (purpose), (mode))`;

function partsOfEnterprise(row: EnterpriseRow): AidPart[] {
  const amountFen = BigInt(row.amount);
  if (row.group !== null) {
    const part = { key: row.group, n: row.people, amountFen };
    return [
      { ...part, dimension: 'group' },
      { ...part, dimension: 'beneficiaries' },
    ];
  }
  const dimension = row.source !== null ? 'source' : row.purpose !== null ? 'purpose' : 'mode';
  return [{ dimension, key: row.source ?? row.purpose ?? row.mode ?? '', n: row.people, amountFen }];
}

/** Kept beside the batches that take it: both blocks ask in the same words. */
export const periodOf = (campaign: string | undefined, year: number | undefined): AidPeriod => ({
  campaign: campaign ?? null,
  year: year ?? null,
});
