import { assertCan, scopeCodes, scopePatterns, type Viewer } from '@nuan/auth';
import { readRollups, rowMapping } from '@nuan/database';
import { type Disclosure, ExactFigures, type Figures, isGuarded, SummedFigures } from '@nuan/disclosure';
import { InvalidInputError, NotFoundError } from '@nuan/errors';
import { alignOne, type Batch, type Count, countOf } from '@nuan/federation';
import { CountPrecision, type CountUnit, isUuid } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { unitOf } from '../target-group-unit';
import { Campaign } from './campaign.entity';
import { CampaignCoverage, type CampaignFigures, CampaignGroup } from './campaign-figures';
import { readFrozenFigures } from './campaign-freeze';
import { CampaignTargetGroup } from './campaign-target-group.entity';

const campaigns = rowMapping(Campaign, 'c');
const targetGroups = rowMapping(CampaignTargetGroup, 'g');

const FIGURE_METRICS = ['campaign.listed', 'campaign.reached', 'campaign.reachedMigrant', 'aid.group'];

/** Reads campaigns (送温暖活动) and their figures. A campaign belongs to no region; its figures are bounded to the viewer's. */
export class CampaignService {
  constructor(
    private readonly db: DataSource,
    private readonly disclosure: Disclosure,
  ) {}

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
    if (isGuarded(viewer)) return this.releasedFigures(viewer, codes);
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
        code,
        new ExactFigures(cells),
      ),
    );
  };

  /** Money raised for each campaign by its ledger, in fen, or as it was frozen; index-aligned with `codes`, null where it is withheld. */
  readonly loadRaisedFen: Batch<string, bigint | null> = async (viewer, codes) => {
    assertCan(viewer, 'campaign:read');
    if (isGuarded(viewer)) {
      const figures = await this.released(viewer);
      return codes.map((campaign) => figures.amountFen({ metric: 'raised', campaign }));
    }
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

  /** The instant that a campaign's figures state: when they were frozen, when the release of analysts was made, or now. */
  async asOf(viewer: Viewer, campaign: Campaign): Promise<Date> {
    if (campaign.figuresAsOf !== null && !isGuarded(viewer)) return campaign.figuresAsOf;
    return this.disclosure.asOf(viewer);
  }

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

  private async releasedFigures(viewer: Viewer, codes: readonly string[]): Promise<CampaignFigures[]> {
    const [groups, figures] = await Promise.all([this.targetGroups(codes), this.released(viewer)]);
    return codes.map((code) =>
      figuresOf(
        groups.filter((group) => group.campaignCode === code),
        code,
        figures,
      ),
    );
  }

  /** The newest release over the viewer's regions. */
  private async released(viewer: Viewer): Promise<Figures> {
    const regionCodes = scopeCodes(viewer);
    const { figures } = await this.disclosure.read(viewer, { metrics: [], regionCodes });
    return new SummedFigures(regionCodes.map(figures));
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

function figuresOf(named: readonly CampaignTargetGroup[], campaign: string, figures: Figures): CampaignFigures {
  const groups = named.map((group) => groupOf(group, campaign, figures));
  const eligible = figures.count({ metric: 'campaign.listed', campaign });
  const reached = groups.reduce<number | null>(
    (sum, { count }) => (sum === null || !count ? null : sum + count.value),
    0,
  );
  const missed = eligible === null || reached === null ? null : eligible - reached;
  const coverage = Object.assign(new CampaignCoverage(), { eligible, reached, missed, suppressed: missed === null });
  const distributedFen = figures.amountFen({ metric: 'aid.group', campaign });
  return { groups, total: totals(groups), coverage, distributedFen };
}

function groupOf({ kind, unit, precision }: CampaignTargetGroup, campaign: string, figures: Figures): CampaignGroup {
  const count = (metric: string, exactness?: CountPrecision): Count | null => {
    const n = figures.count({ metric, keys: [kind], campaign });
    return n === null ? null : countOf(n, unit, exactness);
  };
  const [eligible, reached] = [count('campaign.listed'), count('campaign.reached', precision)];
  const ofWhichMigrant = count('campaign.reachedMigrant');
  const amount = figures.amountFen({ metric: 'aid.group', keys: [kind], campaign });
  const suppressed = [eligible, reached, ofWhichMigrant, amount].includes(null);
  return Object.assign(new CampaignGroup(), { kind, eligible, count: reached, ofWhichMigrant, amount, suppressed });
}

/** One count per unit, as exact as its least exact part; none for a unit of which a part is withheld. */
function totals(groups: readonly CampaignGroup[]): Count[] {
  const byUnit = new Map<CountUnit, Count | null>();
  for (const { kind, count } of groups) {
    const unit = count?.unit ?? unitOf(kind);
    const total = byUnit.get(unit) ?? (byUnit.has(unit) ? null : countOf(0, unit));
    if (!count || !total) {
      byUnit.set(unit, null);
      continue;
    }
    const precision = count.precision === CountPrecision.EXACT ? total.precision : count.precision;
    byUnit.set(unit, countOf(total.value + count.value, unit, precision));
  }
  return [...byUnit.values()].filter((total) => total !== null);
}
