import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '@nuan/facts';
import { creditCodeOf } from '@nuan/testing';

import { ProgrammeDesk, type ProgrammeOutcome, step } from '../testkit/programme-desk';
import { type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';

/** Wuwei in the city of Wuhu: a county until December 2019 (340225), a city at county level since (340281). */
const COUNTY = '340225';
const CITY_LEVEL = '340281';
const WUHU = '340200';

const PEOPLE = {
  maker: { role: 'maker', region: COUNTY, subject: 'wuwei-maker' },
  makerAfter: { role: 'maker', region: CITY_LEVEL, subject: 'wuwei-maker' },
  wuhu: { role: 'city', region: WUHU, subject: 'wuhu-officer' },
  hefei: { role: 'city', region: '340100', subject: 'hefei-officer' },
} as const;
type Person = keyof typeof PEOPLE;

interface Succession {
  readonly region: { readonly code: string };
  readonly successor: { readonly code: string };
  readonly endedOn: string;
  readonly enterprises: number;
}

const CREDIT_CODE = creditCodeOf('91340225E2E000004');

/** A county that becomes a city: its enterprises go on under the new code, and what was recorded before keeps the old one. */
describe('enterprises of a county that ended', () => {
  let graph: SampleSupergraph;
  let desk: ProgrammeDesk<Person>;
  let firm: ProgrammeOutcome;

  beforeAll(async () => {
    graph = await startSampleSupergraph();
    desk = new ProgrammeDesk(graph, 'enterprises', PEOPLE);
  });
  afterAll(() => graph.stop());

  const follow = (person: Person, region: string): Promise<ProgrammeOutcome> =>
    desk.act(person, 'followRegionSuccession', { type: 'RegionSuccession', fields: 'enterprises' }, { region });
  const succession = async (person: Person): Promise<Succession | undefined> => {
    const query = '{ regionSuccessions { region { code } successor { code } endedOn enterprises } }';
    const { regionSuccessions } = await desk.ask<{ regionSuccessions: Succession[] }>(person, query);
    return regionSuccessions.find(({ region }) => region.code === COUNTY);
  };
  const visit = (person: Person, visitedOn: string): Promise<ProgrammeOutcome> =>
    desk.act(
      person,
      'recordEnterpriseVisit',
      { type: 'EnterpriseVisit', fields: 'id region { code }' },
      { enterpriseId: firm.id, visitedOn, leaderRank: 'COUNTY_LEADER', leader: '县总工会主席', ...desk.key() },
    );

  it('are registered, visited and reported in it while it stands, when there is nothing to follow', async () => {
    const input = {
      ...{ creditCode: CREDIT_CODE, name: '样例电缆有限公司', industry: 'MACHINERY', ownership: 'PRIVATE' },
      ...{ region: COUNTY, headcount: 200, ...desk.key() },
    };
    firm = await desk.act('maker', 'registerEnterprise', 'Enterprise', input);
    expect(await visit('maker', '2017-01-20')).toMatchObject({ region: { code: COUNTY } });
    const diverted = { enterpriseId: firm.id, year: 2016, route: 'REASSIGNED', workers: 12 };
    await desk.act('maker', 'recordDiversion', 'Enterprise', diverted);
    expect(await follow('wuhu', COUNTY)).toMatchObject({ rule: 'REGION_ENDED' });
    expect(await succession('wuhu')).toBeUndefined();
  });

  it('stand under a code that has ended, as the list of the city says, until an officer of both lets them follow', async () => {
    await graph.travelTo(new Date('2020-01-10T12:00:00+08:00'));
    const before = await succession('wuhu');
    expect(before).toMatchObject({ successor: { code: CITY_LEVEL }, endedOn: expect.any(String) });
    expect(before?.enterprises).toBeGreaterThan(0);
    expect(await desk.refusals(['maker', 'hefei'], 'followRegionSuccession', { region: COUNTY })).toEqual({
      ...{ maker: 'FORBIDDEN', hefei: 'FORBIDDEN' },
    });
    expect((await succession('hefei'))?.enterprises).toBe(0);
    expect(await follow('wuhu', COUNTY)).toMatchObject({ enterprises: 0 });
    expect(await succession('wuhu')).toEqual({ ...before, enterprises: 0 });
  });

  it('are in the new one now, for its officers, and nothing new is recorded in the old one', async () => {
    const query = `{ enterprise(id: "${firm.id}") { region { code } moves { from { code } to { code } movedOn recordedOn } } }`;
    expect(await desk.ask('makerAfter', query)).toEqual({
      enterprise: {
        region: { code: CITY_LEVEL },
        moves: [
          { from: { code: COUNTY }, to: { code: CITY_LEVEL }, movedOn: expect.any(String), recordedOn: '2020-01-10' },
        ],
      },
    });
    expect(await desk.refusalOf('maker', query)).toBe('NOT_FOUND');
    const input = {
      ...{ creditCode: creditCodeOf('91340225E2E000005'), name: '晚到的企业', industry: 'TRADE', ownership: 'PRIVATE' },
      ...{ region: COUNTY, ...desk.key() },
    };
    expect(await desk.act('wuhu', 'registerEnterprise', 'Enterprise', input)).toMatchObject({
      rule: 'REGION_VALID_ON',
    });
  });

  it('keep the old code on every day of the past: visits and reports of then, and what is recorded of then today', async () => {
    expect(await visit('wuhu', '2018-05-02')).toMatchObject({ region: { code: COUNTY } });
    expect(await visit('wuhu', '2020-01-08')).toMatchObject({ region: { code: CITY_LEVEL } });
    const query = `{ enterprise(id: "${firm.id}") { visits { visitedOn region { code } } }
      old: region(code: "${COUNTY}") { name validTo enterpriseStats { diverted(year: 2016) { route count } } }
      now: region(code: "${CITY_LEVEL}") { name validFrom validTo } }`;
    expect(await desk.ask('wuhu', query)).toEqual({
      enterprise: {
        visits: [
          { visitedOn: '2020-01-08', region: { code: CITY_LEVEL } },
          { visitedOn: '2018-05-02', region: { code: COUNTY } },
          { visitedOn: '2017-01-20', region: { code: COUNTY } },
        ],
      },
      old: {
        ...{ name: '无为县', validTo: expect.any(String) },
        enterpriseStats: {
          diverted: expect.arrayContaining([{ route: 'REASSIGNED', count: expect.any(Number) }]),
        },
      },
      now: { name: '无为市', validFrom: expect.any(String), validTo: null },
    });
  });

  it('take one step after another: a version of before is refused, and the audit chain is whole', async () => {
    expect(await desk.act('wuhu', 'changeEnterprise', 'Enterprise', step(firm, { headcount: 210 }))).toMatchObject({
      __typename: 'VersionConflict',
    });
    expect(await verifyAudit(graph.db.enterprises)).toMatchObject({ breaks: [] });
  });
});
