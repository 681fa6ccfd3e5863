import { beforeAll, describe, expect, it } from '@jest/globals';
import { aCreditCode, executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { aKey, type Answer, mutate } from '../testing/mutate';
import { aCampaign, anEnterprise, aUnion } from '../testing/rows';
import { enterprisesSubgraph } from './enterprises.subgraph';

const SELECTION = '... on Enterprise { id version status headcount currentDistress }';

/** The department of labour (人社) of Hefei, with a token for this subgraph alone. */
const partner = viewerWith({
  ...{ role: 'partner', subject: 'partner-1', department: 'HUMAN_RESOURCES', read: ['340100'] },
  ...{ scopes: ['enterprise:read', 'enterprise:write'], subgraph: 'enterprises' },
});

describe('a partner department with rights on enterprises alone', () => {
  const db = useTestDatabase(enterprisesSubgraph.database);
  const run = (name: string, input: object, selection = SELECTION): Promise<Answer> =>
    mutate(db, name, input, { selection, viewer: partner });
  let enterprise = '';

  beforeAll(async () => {
    await aCampaign(db.owner);
    enterprise = await anEnterprise(db.owner);
    await anEnterprise(db.owner, { region_code: '341102' });
  });

  it('registers an employer, records its distress and a visit, and reads what it wrote', async () => {
    const made = await run('registerEnterprise', {
      ...{ creditCode: aCreditCode(1), name: '肥东煤业', industry: 'COAL', ownership: 'STATE_OWNED' },
      ...{ region: '340122', headcount: 800, idempotencyKey: aKey() },
    });
    expect(made).toMatchObject({ status: 'NORMAL', headcount: 800 });
    const distress = { kind: 'LOSS_MAKING', fromOn: '2016-01-01', evidence: '审计报告' };
    const opened = await run('openDistress', { id: made.id, expectedVersion: made.version, ...distress });
    expect(opened).toMatchObject({ currentDistress: 'LOSS_MAKING' });
    const visit = { enterpriseId: made.id, campaign: 'CNY2017', visitedOn: '2017-01-20', idempotencyKey: aKey() };
    const leader = { leaderRank: 'PREFECTURE_LEADER', leader: '市人社局局长' };
    expect(
      await run('recordEnterpriseVisit', { ...visit, ...leader }, '... on EnterpriseVisit { firstInCampaign }'),
    ).toMatchObject({ firstInCampaign: true });
    const { data } = await executeSubgraph(enterprisesSubgraph, {
      ...{ db: db.app, viewer: partner, variables: { id: made.id } },
      query: 'query ($id: ID!) { enterprise(id: $id) { name } enterprises { totalCount } }',
    });
    expect(data).toEqual({ enterprise: { name: '肥东煤业' }, enterprises: { totalCount: 2 } });
  });

  it('decides nothing, founds nothing, publishes no line and sees no union', async () => {
    const parentId = await aUnion(db.owner);
    const union = { name: '工会', level: 'GRASSROOTS', region: '340103', parentId, foundedOn: '2017-01-01' };
    const line = { region: '340103', validFrom: '2017-07-01', monthly: '500.00', document: '文件' };
    const unit = { id: enterprise, expectedVersion: 1, grounds: '理由' };
    const forbidden = { code: 'FORBIDDEN' };
    expect(await run('foundUnion', { ...union, idempotencyKey: aKey() }, '... on TradeUnion { id }')).toMatchObject(
      forbidden,
    );
    expect(await run('setMinLivingLine', line, '... on MinLivingLine { monthly }')).toMatchObject(forbidden);
    expect(await run('selectDemonstrationUnit', unit)).toMatchObject(forbidden);
    const { errors } = await executeSubgraph(enterprisesSubgraph, {
      ...{ db: db.app, viewer: partner, query: '{ unions { totalCount } }' },
    });
    expect(errors).toMatchObject([forbidden]);
  });
});
