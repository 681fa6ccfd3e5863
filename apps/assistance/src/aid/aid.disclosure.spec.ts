import { beforeAll, describe, expect, it } from '@jest/globals';
import { AidPurpose, FundSource, TargetGroupKind } from '@nuan/kernel';
import {
  executeSubgraph,
  type Gathered,
  insertRow,
  testAnalystReach,
  testDisclosure,
  testReleases,
  useTestDatabase,
  viewerWith,
} from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { aidDisclosure } from './aid.disclosure';
import { aidPayments } from './aid-payments.fixture';

interface Aid {
  readonly distributed: string | null;
  readonly bySource: readonly { source: string; amount: string | null }[];
  readonly byGroup: readonly { group: string; amount: string | null; count: { value: number } | null }[];
  readonly byPurpose: readonly { purpose: string; amount: string | null }[];
}

interface Answer {
  readonly regions: readonly { readonly code: string; readonly aid: Aid; readonly ofYear: Aid }[];
}

interface ViewersAnswer {
  readonly campaign: {
    readonly coverage: { readonly eligible: number | null };
    readonly groups: readonly {
      readonly kind: string;
      readonly eligible: { value: number } | null;
      readonly count: { value: number } | null;
      readonly ofWhichMigrant: { value: number } | null;
    }[];
  };
  readonly scholarshipStats: {
    readonly total: number | null;
    readonly migrant: number | null;
    readonly byLevel: readonly { level: string; count: number | null }[];
  };
}

/** Money of the fixture counts the payments, one yuan each. */
const yuan = (money: string | null): number | null => (money === null ? null : Number(money));

function aidOf(region: string, aid: Aid, prefix = ''): Gathered[] {
  const parts = (metric: string, keys: object, found: readonly (readonly [string, string | null])[]): Gathered[] =>
    Object.values(keys).map((key: string) => {
      const part = found.find(([value]) => value === key);
      return { region, measure: `${prefix}${metric}/${key}`, n: part ? yuan(part[1]) : 0 };
    });
  return [
    { region, measure: `${prefix}aid.group`, n: yuan(aid.distributed) },
    ...parts(
      'aid.source',
      FundSource,
      aid.bySource.map(({ source, amount }) => [source, amount]),
    ),
    ...parts(
      'aid.group',
      TargetGroupKind,
      aid.byGroup.map(({ group, amount }) => [group, amount]),
    ),
    ...parts(
      'aid.purpose',
      AidPurpose,
      aid.byPurpose.map(({ purpose, amount }) => [purpose, amount]),
    ),
    ...aid.byGroup.map(({ group, count }) => ({
      ...{ region, n: count?.value ?? null },
      measure: `${prefix === '' ? 'campaign.paid' : 'year.aid.yearBeneficiary'}/${group}`,
    })),
  ];
}

function campaignOf({ campaign, scholarshipStats }: ViewersAnswer, region: string): Gathered[] {
  return [
    { region, measure: 'campaign.listed', n: campaign.coverage.eligible },
    ...campaign.groups.flatMap(({ kind, eligible, count, ofWhichMigrant }) => [
      { region, measure: `campaign.listed/${kind}`, n: eligible?.value ?? null },
      { region, measure: `campaign.reached/${kind}`, n: count?.value ?? null },
      { region, measure: `campaign.reachedMigrant/${kind}`, n: ofWhichMigrant?.value ?? null },
    ]),
    { region, measure: 'scholarship.level', n: scholarshipStats.total },
    { region, measure: 'scholarship.migrant', n: scholarshipStats.migrant },
    ...scholarshipStats.byLevel.map(({ level, count }) => ({
      region,
      measure: `scholarship.level/${level}`,
      n: count,
    })),
  ];
}

describe('what analysts are given of aid', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  beforeAll(async () => {
    await insertRow(db.owner, 'campaign', {
      ...{ id: '01890a5d-ac96-774b-bcce-b302099a8057', code: 'TEST2017', name: '测试', status: 'OPEN' },
      ...{ starts_on: '2017-01-01', ends_on: '2017-02-01' },
    });
    for (const [position, group] of Object.values(TargetGroupKind).entries())
      await insertRow(db.owner, 'campaign_target_group', {
        ...{ campaign_code: 'TEST2017', target_group: group, unit: 'PERSON', count_precision: 'EXACT', position },
      });
  });

  testDisclosure({
    definition: assistanceSubgraph,
    plan: aidDisclosure,
    db: () => db,
    seeds: [1],
    linked: aidPayments,
    query: `{ regions(under: "340000") { code aid(campaign: "TEST2017") { ...aid } ofYear: aid(year: 2016) { ...aid } } }
      fragment aid on AidStats { distributed bySource { source amount } byGroup { group amount count { value } } byPurpose { purpose amount } }`,
    gather: ({ regions }: Answer) =>
      regions.flatMap(({ code, aid, ofYear }) => [...aidOf(code, aid), ...aidOf(code, ofYear, 'year.')]),
    ofViewer: {
      query: `{ campaign(code: "TEST2017") { coverage { eligible } groups { kind eligible { value } count { value } ofWhichMigrant { value } } }
        scholarshipStats(year: 2016) { total migrant byLevel { level count } } }`,
      gather: campaignOf,
    },
  });

  it('gives no figure of a campaign and a year at once, and no unit of which a group is withheld', async () => {
    const { data, errors } = await executeSubgraph<{
      region: { aid: Record<string, unknown>; both: Record<string, unknown> };
      campaign: { total: object[]; groups: { count: object | null }[] };
    }>(assistanceSubgraph, {
      db: db.app,
      viewer: viewerWith({ role: 'analyst' }),
      query: `{ region(code: "340000") { both: aid(campaign: "TEST2017", year: 2016) { distributed suppressed } }
        campaign(code: "TEST2017") { total { value unit } groups { count { value } } } }`,
    });
    expect(errors).toEqual([]);
    expect(data.region).toEqual({ both: { distributed: null, suppressed: true } });
    const isWhole = data.campaign.groups.every(({ count }) => count !== null);
    expect(data.campaign.total).toHaveLength(isWhole ? 1 : 0);
  });
});

describe('releases to analysts', () => {
  testReleases({ plan: aidDisclosure, linked: aidPayments, cities: ['3406', '3416'], fixtures: 12 });
});

describe('the schema of assistance', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  testAnalystReach({
    definition: assistanceSubgraph,
    plan: aidDisclosure,
    db: () => db.app,
    open: {
      'Campaign.version': 'a counter of changes to the campaign itself',
      'Campaign.total': 'a unit of which a group is withheld is left out',
      'Campaign.raised': 'null when withheld; a campaign is no block of figures and says so nowhere else',
      'Campaign.distributed': 'null when withheld; a campaign is no block of figures and says so nowhere else',
    },
  });
});
