import { assertCan, scopeCodes, scopePatterns, type Viewer } from '@nuan/auth';
import { readRollups, type RollupCell, rowMapping } from '@nuan/database';
import { InvalidInputError, NotFoundError } from '@nuan/errors';
import { alignOne, type Batch, type Count, countOf } from '@nuan/federation';
import { CountPrecision, type CountUnit, isUuid } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { Campaign } from './campaign.entity';
import { CampaignCoverage, type CampaignFigures, CampaignGroup } from './campaign-figures';
import { readFrozenFigures } from './campaign-freeze';
import { CampaignTargetGroup } from './campaign-target-group.entity';

const campaigns = rowMapping(Campaign, 'c');
const targetGroups = rowMapping(CampaignTargetGroup, 'g');

const FIGURE_METRICS = ['campaign.listed', 'campaign.reached', 'campaign.reachedMigrant', 'aid.group'];

/** Reads campaigns (送温暖活动) and their figures. A campaign belongs to no region; its figures are bounded to the viewer's. */
export class CampaignService {
  constructor(private readonly db: DataSource) {}

  /** Campaigns by id in one statement; index-aligned, null for an unknown id. */
  readonly loadMany: Batch<string, Campaign | null> = async (viewer, ids) => {
    const found = await this.select(viewer, 'c.id = any($1::uuid[])', ids);
    return alignOne(ids, found, (campaign) => campaign.id);
  };

  /** Campaigns by code in one statement; index-aligned, null for an unknown code. */
  readonly loadByCode: Batch<string, Campaign | null> = async (viewer, codes) => {
    const found = await this.select(viewer, 'c.code = any($1)', codes);
    return alignOne(codes, found, (campaign) => campaign.code);
  };

  /**
   * Groups, totals, coverage and money distributed of each campaign, from rollups, or as they were frozen when it was closed;
   * index-aligned with `codes`.
   */
  readonly loadFigures: Batch<string, CampaignFigures> = async (viewer, codes) => {
    assertCan(viewer, 'campaign:read');
    const campaign = codes.length === 1 ? codes[0] : undefined;
    const [groups, rollups] = await Promise.all([
      this.targetGroups(codes),
      readRollups(this.db, { metrics: FIGURE_METRICS, regionCodes: scopeCodes(viewer), campaign }),
    ]);
    const frozen = new Set(groups.filter((group) => group.isFrozen).map((group) => group.campaignCode));
    const live = [...rollups.values()].flat().filter((cell) => !frozen.has(cell.campaign));
    const cells = frozen.size === 0 ? live : [...live, ...(await readFrozenFigures(this.db, viewer, [...frozen]))];
    return codes.map((code) =>
      figuresOf(
        groups.filter((group) => group.campaignCode === code),
        cells.filter((cell) => cell.campaign === code),
      ),
    );
  };

  /** Money raised for each campaign by its ledger, in fen, or as it was frozen; index-aligned with `codes`. */
  readonly loadRaisedFen: Batch<string, bigint> = async (viewer, codes) => {
    assertCan(viewer, 'campaign:read');
    const rows = await this.db.query<{ code: string; raised: string }[]>(
      `select t.campaign_code as code, (-sum(e.amount_fen))::bigint as raised
       from ledger_transaction t join ledger_entry e on e.transaction_id = t.id join fund f on f.id = t.fund_id
         join campaign c on c.code = t.campaign_code
       where t.campaign_code = any($1) and c.figures_as_of is null and e.account = 'CONTRIBUTOR' and f.region_code like any($2::text[])
       group by t.campaign_code
       union all
       select f.campaign_code, sum(f.amount_fen)::bigint from campaign_figure f
       where f.campaign_code = any($1) and f.metric = 'RAISED' and f.region_code like any($2::text[]) group by f.campaign_code`,
      [codes, scopePatterns(viewer)],
    );
    return alignOne(codes, rows, (row) => row.code).map((row) => BigInt(row?.raised ?? 0));
  };

  /**
   * One campaign by id or by code.
   *
   * @throws InvalidInputError unless exactly one of them is given.
   * @throws NotFoundError when there is no such campaign.
   */
  async get(
    viewer: Viewer,
    { id, code }: { readonly id?: string | null | undefined; readonly code?: string | null | undefined },
  ): Promise<Campaign> {
    assertCan(viewer, 'campaign:read');
    if ((id == null) === (code == null)) throw new InvalidInputError('code', 'exactly-one', 'Give either code or id.');
    const [found] =
      code == null
        ? await this.loadMany(viewer, [id ?? ''].filter(isUuid), undefined)
        : await this.loadByCode(viewer, [code], undefined);
    if (!found) throw new NotFoundError('Campaign', code ?? id ?? '');
    return found;
  }

  /** Every campaign, the latest first. */
  async list(viewer: Viewer): Promise<Campaign[]> {
    return this.select(viewer, 'cardinality($1::text[]) = 0', []);
  }

  private async select(viewer: Viewer, condition: string, keys: readonly string[]): Promise<Campaign[]> {
    assertCan(viewer, 'campaign:read');
    const sql = `select ${campaigns.columns} from campaign c where ${condition} order by c.starts_on desc, c.code`;
    return (await this.db.query<Record<string, unknown>[]>(sql, [keys])).map(campaigns.map);
  }

  private async targetGroups(codes: readonly string[]): Promise<NamedGroup[]> {
    const sql = `select ${targetGroups.columns}, c.figures_as_of is not null as frozen
      from campaign_target_group g join campaign c on c.code = g.campaign_code
      where g.campaign_code = any($1) order by g.campaign_code, g.position`;
    const rows = await this.db.query<Record<string, unknown>[]>(sql, [codes]);
    return rows.map((row) => Object.assign(targetGroups.map(row), { isFrozen: row['frozen'] === true }));
  }
}

/** A group that a campaign names, and whether the campaign's figures are frozen. */
type NamedGroup = CampaignTargetGroup & { readonly isFrozen: boolean };

function figuresOf(named: readonly CampaignTargetGroup[], cells: readonly RollupCell[]): CampaignFigures {
  const sum = (metric: string, kind?: string): number =>
    cells
      .filter((cell) => cell.metric === metric && (kind === undefined || cell.key === kind))
      .reduce((total, cell) => total + cell.n, 0);
  const paidFen = (kind?: string): bigint =>
    cells
      .filter((cell) => cell.metric === 'aid.group' && (kind === undefined || cell.key === kind))
      .reduce((total, cell) => total + cell.amountFen, 0n);
  const groups = named.map(({ kind, unit, precision }) =>
    Object.assign(new CampaignGroup(), {
      kind,
      eligible: countOf(sum('campaign.listed', kind), unit),
      count: countOf(sum('campaign.reached', kind), unit, precision),
      ofWhichMigrant: countOf(sum('campaign.reachedMigrant', kind), unit),
      amount: paidFen(kind),
      suppressed: false,
    }),
  );
  const [eligible, reached] = [sum('campaign.listed'), sum('campaign.reached')];
  const coverage = Object.assign(new CampaignCoverage(), {
    eligible,
    reached,
    missed: eligible - reached,
    suppressed: false,
  });
  return { groups, total: totals(groups), coverage, distributedFen: paidFen() };
}

/** One count per unit, as exact as its least exact part. */
function totals(groups: readonly CampaignGroup[]): Count[] {
  const byUnit = new Map<CountUnit, Count>();
  for (const { count } of groups) {
    if (!count) continue;
    const total = byUnit.get(count.unit) ?? countOf(0, count.unit);
    const precision = count.precision === CountPrecision.EXACT ? total.precision : count.precision;
    byUnit.set(count.unit, countOf(total.value + count.value, count.unit, precision));
  }
  return [...byUnit.values()];
}
