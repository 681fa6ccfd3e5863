import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '@nuan/facts';

import { ProgrammeDesk, type ProgrammeOutcome, step } from '../testkit/programme-desk';
import { rowsOf } from '../testkit/rows';
import { feedOf } from '../testkit/feed-pages';
import { type PartnerSubgraph, startPartnerSubgraph } from '../testkit/partner-subgraph';
import { expectShut, HEFEI, LUYANG, partnerOf, WUHU } from './departments';

const of = partnerOf('enterprises');
/** An officer of the union with the usual token, who asks the subgraph itself. */
const officer = (role: 'city' | 'county' | 'maker', region: string, subject: string) =>
  ({ role, region, subject, subgraph: 'enterprises' }) as const;
const PEOPLE = {
  /** State assets (国资委), which keeps the unions of the works that it owns. */
  assets: of('国资委', 'state-assets', 'assets-1', ['union:write']),
  assetsReader: of('国资委', 'state-assets', 'assets-reader', ['union:read', 'changes:read']),
  assetsOfWuhu: of('国资委', 'state-assets', 'assets-wuhu', ['union:write', 'changes:read'], WUHU),
  /** Industry (工信), in whose contract there are no unions. */
  industry: of('工信', 'industry', 'industry-1', ['enterprise:read', 'enterprise:write', 'changes:read']),
  city: officer('city', HEFEI, 'hefei-officer'),
  county: officer('county', LUYANG, 'luyang-officer'),
  maker: officer('maker', LUYANG, 'luyang-maker'),
} as const;
type Person = keyof typeof PEOPLE;

interface Tree {
  readonly level: string;
  readonly parent: { readonly id: string } | null;
  readonly children: { readonly totalCount: number };
}

/** What a mutation of another department's contract is answered with, as one that doesn't exist. */
const UNKNOWN = 'GRAPHQL_VALIDATION_FAILED';

/** The tree of unions at the enterprises subgraph in production: by a department's programs under its contract, and by officers who signed in. */
describe('the tree of unions at the enterprises subgraph alone', () => {
  let system: PartnerSubgraph;
  let desk: ProgrammeDesk<Person>;
  let federation = '';
  let cityFederation = '';
  let joint: ProgrammeOutcome;
  let works: ProgrammeOutcome;

  beforeAll(async () => {
    system = await startPartnerSubgraph('enterprises');
    desk = new ProgrammeDesk(system, 'enterprises', PEOPLE);
    const found = await rowsOf<{ id: string; level: string }>(
      system.db,
      `select id, level from trade_union where (level, region_code) in (('COUNTY', $1), ('PREFECTURE', $2)) order by level`,
      [LUYANG, HEFEI],
    );
    federation = found.find(({ level }) => level === 'COUNTY')?.id ?? '';
    cityFederation = found.find(({ level }) => level === 'PREFECTURE')?.id ?? '';
  });
  afterAll(() => system.stop());

  const write = (person: Person, name: string, input: object): Promise<ProgrammeOutcome> =>
    desk.act(person, name, 'TradeUnion', input);
  const tree = async ({ id }: ProgrammeOutcome, person: Person = 'city'): Promise<Tree> => {
    const query = `{ union(id: "${id}") { level parent { id } children { totalCount } } }`;
    return (await desk.ask<{ union: Tree }>(person, query)).union;
  };
  const founding = (more: object = {}): object => ({
    ...{ name: '样例集团联合工会', level: 'GRASSROOTS', region: LUYANG, parentId: federation },
    ...{ foundedOn: '2017-01-03', ...desk.key(), ...more },
  });

  it('the department founds a union below the federation of the district, once for a key, and reads none without a right to', async () => {
    const input = founding();
    expect(await desk.refusals(['assetsReader', 'assetsOfWuhu', 'maker', 'industry'], 'foundUnion', input)).toEqual({
      ...{ assetsReader: 'FORBIDDEN', assetsOfWuhu: 'FORBIDDEN', maker: 'FORBIDDEN', industry: UNKNOWN },
    });
    joint = await write('assets', 'foundUnion', input);
    expect(await write('assets', 'foundUnion', input)).toEqual(joint);
    expect(await tree(joint, 'assetsReader')).toEqual({
      ...{ level: 'GRASSROOTS', parent: { id: federation }, children: { totalCount: 0 } },
    });
    for (const query of ['{ unions { totalCount } }', `{ union(id: "${joint.id}") { id } }`])
      expect(await desk.refusalOf('assets', query)).toBe('FORBIDDEN');
  });

  it('an officer of the district founds one below it; levels, regions, days and second federations are refused', async () => {
    works = await write('county', 'foundUnion', founding({ name: '样例机床厂工会', parentId: joint.id }));
    expect((await tree(joint)).children).toEqual({ totalCount: 1 });
    const refusals = {
      PARENT_LEVEL: { level: 'PREFECTURE', region: HEFEI },
      PARENT_REGION: { region: '340111' },
      FEDERATION_EXISTS: { level: 'COUNTY', parentId: cityFederation },
      NOT_IN_THE_FUTURE: { foundedOn: '2017-01-24' },
    };
    for (const [rule, more] of Object.entries(refusals))
      expect(await write('city', 'foundUnion', founding(more))).toMatchObject({ __typename: 'RuleBroken', rule });
  });

  it('it moves to another place by its version, never below itself, and for the next city it doesn’t exist', async () => {
    const ring = step(joint, { parentId: works.id });
    expect(await write('assets', 'moveUnion', ring)).toMatchObject({ rule: 'NO_CYCLE' });
    const move = step(works, { parentId: federation });
    expect(await desk.refusals(['assetsReader', 'assetsOfWuhu', 'maker', 'industry'], 'moveUnion', move)).toEqual({
      ...{ assetsReader: 'FORBIDDEN', assetsOfWuhu: 'NOT_FOUND', maker: 'FORBIDDEN', industry: UNKNOWN },
    });
    const moved = await write('assets', 'moveUnion', move);
    expect(moved.version).toBe(works.version + 1);
    expect(await write('assets', 'moveUnion', move)).toMatchObject({ __typename: 'VersionConflict' });
    expect(await write('county', 'moveUnion', step(moved, { parentId: federation }))).toMatchObject({
      rule: 'PARENT_OTHER',
    });
    expect(await tree(works)).toMatchObject({ parent: { id: federation } });
    works = await write('county', 'moveUnion', step(moved, { parentId: joint.id }));
  });

  it('it is dissolved only when none stands below it, with a successor that stands outside, and then for good', async () => {
    const end = { successorId: federation, dissolvedOn: '2017-01-22', reason: '集团撤并' };
    expect(await write('assets', 'dissolveUnion', step(joint, end))).toMatchObject({ rule: 'UNIONS_BELOW' });
    const inside = step(joint, { ...end, successorId: works.id });
    expect(await write('assets', 'dissolveUnion', inside)).toMatchObject({ rule: 'SUCCESSOR_OUTSIDE' });
    expect(await desk.refusals(['assetsOfWuhu', 'maker', 'industry'], 'dissolveUnion', step(works, end))).toEqual({
      ...{ assetsOfWuhu: 'NOT_FOUND', maker: 'FORBIDDEN', industry: UNKNOWN },
    });
    const gone = await write('county', 'dissolveUnion', step(works, end));
    expect(await write('county', 'changeUnion', step(gone, { name: '复活' }))).toMatchObject({ rule: 'UNION_EXISTS' });
    expect((await write('assets', 'dissolveUnion', step(joint, end))).__typename).toBe('TradeUnion');
    const query = '{ dissolvedUnions { nodes { id dissolvedOn successor { id } } } }';
    const { dissolvedUnions } = await desk.ask<{ dissolvedUnions: { nodes: object[] } }>('assetsReader', query);
    expect(dissolvedUnions.nodes).toEqual(
      expect.arrayContaining(
        [joint, works].map(({ id }) => ({ id, dissolvedOn: '2017-01-22', successor: { id: federation } })),
      ),
    );
  });

  it('the feed tells who follows whom, in the department’s own city alone and without a word of anybody', async () => {
    const told = await feedOf(desk, 'assetsReader');
    for (const [union, name, parentId] of [
      [joint, '样例集团联合工会', federation],
      [works, '样例机床厂工会', joint.id],
    ] as const)
      expect(told.get(`TradeUnion ${union.id}`)).toEqual({
        ...{ name, level: 'GRASSROOTS', parentId, industry: null },
        ...{ dissolvedOn: '2017-01-22', successorId: federation },
      });
    expect(JSON.stringify([...told.values()])).not.toContain('集团撤并');
    const nextDoor = await feedOf(desk, 'assetsOfWuhu');
    expect(nextDoor.size).toBeGreaterThan(0);
    for (const { id } of [joint, works]) expect([...nextDoor.keys()]).not.toContain(`TradeUnion ${id}`);
    expect([...(await feedOf(desk, 'industry')).keys()].filter((key) => key.startsWith('TradeUnion'))).toEqual([]);
  });

  it('what is beside the contract does not exist, and what was written about a dissolution is not shown', async () => {
    for (const query of [
      '{ enterprises { totalCount } }',
      '{ partnerShops { totalCount } }',
      '{ dissolvedUnions { nodes { dissolvedReason } } }',
    ])
      expect([query, await desk.refusalOf('assetsReader', query)]).toEqual([query, UNKNOWN]);
    for (const query of ['{ unions { totalCount } }', '{ dissolvedUnions { totalCount } }'])
      expect([query, await desk.refusalOf('industry', query)]).toEqual([query, UNKNOWN]);
  });

  it('nobody enters without a token, nor with one for another subgraph; what was done is on the audit chain', async () => {
    await expectShut(system, { ...PEOPLE.assets, subgraph: 'workers' });
    expect(await verifyAudit(system.db)).toMatchObject({ breaks: [] });
  });
});
