import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '@nuan/facts';

import { cameTrue } from '../testkit/arrived';
import { ProgrammeDesk, type ProgrammeOutcome, step } from '../testkit/programme-desk';
import { rowsOf } from '../testkit/rows';
import { type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';

/** An employer of the sample with a union of its own, and the files that this union keeps. */
interface Employer {
  readonly id: string;
  readonly unionId: string;
  readonly regionCode: string;
  readonly files: readonly string[];
}
interface Found {
  readonly totalCount: number;
  readonly nodes: readonly {
    readonly household: { readonly id: string };
    readonly successor: { readonly id: string };
    readonly openTransfer: { readonly id: string; readonly version: number } | null;
  }[];
}
type Officer = 'maker' | 'county' | 'neighbour' | 'checker' | 'city' | 'citySecond';

const UNION_FILES = 'household { id } successor { id } openTransfer { id version }';

/** Two employers of the sample: the one is struck off, the union of the other is dissolved; the files go on with the federation of the county. */
describe('files that follow', () => {
  let graph: SampleSupergraph;
  let struck: Employer;
  let merged: Employer;

  beforeAll(async () => {
    graph = await startSampleSupergraph({ isFollowing: true });
    const found = await employersOf(graph);
    expect(found.length).toBeGreaterThan(1);
    [struck, merged] = found as [Employer, Employer];
  });
  afterAll(() => graph.stop());

  const deskOf = ({ regionCode }: Employer): ProgrammeDesk<Officer> => {
    const city = `${regionCode.slice(0, 4)}00`;
    return new ProgrammeDesk<Officer>(graph, 'enterprises', {
      maker: { role: 'maker', region: regionCode, subject: 'files-maker' },
      county: { role: 'county', region: regionCode, subject: 'files-county' },
      checker: { role: 'checker', region: regionCode, subject: 'files-checker' },
      neighbour: { role: 'maker', region: regionCode.startsWith('3402') ? '340303' : '340202', subject: 'far-maker' },
      city: { role: 'city', region: city, subject: 'files-city' },
      citySecond: { role: 'city', region: city, subject: 'files-city-2' },
    });
  };
  const employerFiles = async (desk: ProgrammeDesk<Officer>, employer: Employer, who: Officer): Promise<Found> => {
    const query = `query ($id: ID!) { found: filesOfDissolvedEmployers(first: 100, where: { employerId: { eq: $id } }) {
      totalCount nodes { ${UNION_FILES} } } }`;
    return (await desk.ask<{ found: Found }>(who, query, { id: employer.id })).found;
  };
  const unionFiles = async (desk: ProgrammeDesk<Officer>, employer: Employer): Promise<Found> => {
    const query = `query ($id: ID!) { found: filesOfDissolvedUnions(first: 100, where: { unionId: { eq: $id } }) {
      totalCount nodes { ${UNION_FILES} } } }`;
    return (await desk.ask<{ found: Found }>('maker', query, { id: employer.unionId })).found;
  };
  const versionOf = async (desk: ProgrammeDesk<Officer>, root: string, id: string): Promise<ProgrammeOutcome> => {
    const { row } = await desk.ask<{ row: ProgrammeOutcome }>('city', `{ row: ${root}(id: "${id}") { id version } }`);
    return row;
  };
  const federationOf = async ({ regionCode }: Employer): Promise<string> => {
    const [row] = await rowsOf<{ id: string }>(
      graph.db.enterprises,
      `select id from trade_union where region_code = $1 and level in ('COUNTY','PREFECTURE') and dissolved_on is null`,
      [regionCode],
    );
    return row?.id ?? '';
  };
  const ACCEPT = `mutation ($input: DecideTransferInput!) { outcome: acceptTransfer(input: $input) { __typename
    ... on FileTransfer { state household { union { id } } } ... on RuleBroken { rule } } }`;
  const acceptAll = async (desk: ProgrammeDesk<Officer>, { nodes }: Found): Promise<unknown[]> => {
    const outcomes: unknown[] = [];
    for (const { openTransfer } of nodes) {
      const input = { id: openTransfer?.id, expectedVersion: openTransfer?.version };
      const own = await desk.ask('maker', ACCEPT, { input });
      expect(own).toEqual({ outcome: { __typename: 'RuleBroken', rule: 'FOUR_EYES' } });
      const far = await desk.send('neighbour', ACCEPT, { input });
      expect(far.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
      outcomes.push(await desk.ask('county', ACCEPT, { input }));
    }
    return outcomes;
  };
  const keepers = async (files: readonly string[]): Promise<readonly string[]> => {
    const sql = 'select distinct union_id as id from household where id = any($1::uuid[])';
    return (await rowsOf<{ id: string }>(graph.db.workers, sql, [files])).map(({ id }) => id);
  };

  it('stay with the union of their employer while it is registered', async () => {
    const desk = deskOf(struck);
    expect(await employerFiles(desk, struck, 'maker')).toEqual({ totalCount: 0, nodes: [] });
    const input = { enterpriseId: struck.id, ...desk.key() };
    const outcome = await desk.act(
      'maker',
      'proposeTransfersOfEmployer',
      { type: 'EmployerTransfer', fields: 'id' },
      input,
    );
    expect(outcome).toMatchObject({ rule: 'EMPLOYER_REGISTERED' });
  });

  it('are listed for the officers of their county once the employer is struck off, and for nobody else', async () => {
    const desk = deskOf(struck);
    const gone = step(await versionOf(desk, 'enterprise', struck.id), {
      closedOn: '2017-01-22',
      reason: '破产清算终结',
    });
    expect((await desk.act('maker', 'deregisterEnterprise', 'Enterprise', gone)).__typename).toBe('Enterprise');
    await cameTrue(async () => (await employerFiles(desk, struck, 'maker')).totalCount > 0, 'the list of the county');
    const found = await employerFiles(desk, struck, 'maker');
    expect(found.nodes.map(({ household }) => household.id).sort()).toEqual([...struck.files].sort());
    expect(new Set(found.nodes.map(({ successor }) => successor.id))).toEqual(new Set([await federationOf(struck)]));
    expect(await employerFiles(desk, struck, 'neighbour')).toEqual({ totalCount: 0, nodes: [] });
  });

  it('drop out when the deregistration was a slip, and come back when it was none after all', async () => {
    const desk = deskOf(struck);
    const back = step(await versionOf(desk, 'enterprise', struck.id), { reason: '同名企业误注销' });
    expect((await desk.act('city', 'reinstateEnterprise', 'Enterprise', back)).__typename).toBe('Enterprise');
    await cameTrue(async () => (await employerFiles(desk, struck, 'maker')).totalCount === 0, 'the empty list');
    const gone = step(await versionOf(desk, 'enterprise', struck.id), {
      closedOn: '2017-01-23',
      reason: '破产清算终结',
    });
    expect((await desk.act('maker', 'deregisterEnterprise', 'Enterprise', gone)).__typename).toBe('Enterprise');
    await cameTrue(async () => (await employerFiles(desk, struck, 'maker')).totalCount > 0, 'the list again');
  });

  it('are proposed in one act by who may, accepted by another person, and stand with the federation then', async () => {
    const desk = deskOf(struck);
    const wanted = { type: 'EmployerTransfer', fields: 'id dueCount proposedCount employer { name closedOn }' };
    const input = { enterpriseId: struck.id, ...desk.key() };
    expect(await desk.refusals(['checker', 'city'], 'proposeTransfersOfEmployer', input)).toEqual({
      ...{ checker: 'FORBIDDEN', city: 'FORBIDDEN' },
    });
    const { length } = struck.files;
    expect(await desk.act('maker', 'proposeTransfersOfEmployer', wanted, input)).toMatchObject({
      ...{ dueCount: length, proposedCount: length, employer: { closedOn: '2017-01-23' } },
    });
    const federation = await federationOf(struck);
    const outcomes = await acceptAll(desk, await employerFiles(desk, struck, 'maker'));
    const moved = { __typename: 'FileTransfer', state: 'ACCEPTED', household: { union: { id: federation } } };
    expect(outcomes).toEqual(struck.files.map(() => ({ outcome: moved })));
    expect(await keepers(struck.files)).toEqual([federation]);
    expect(await employerFiles(desk, struck, 'maker')).toEqual({ totalCount: 0, nodes: [] });
  });

  it('of a union that is dissolved go to its successor in the same way', async () => {
    const desk = deskOf(merged);
    const federation = await federationOf(merged);
    const end = { successorId: federation, dissolvedOn: '2017-01-22', reason: '工会合并' };
    const dissolve = step(await versionOf(desk, 'union', merged.unionId), end);
    expect(await desk.refusals(['maker', 'neighbour'], 'dissolveUnion', dissolve)).toEqual({
      ...{ maker: 'FORBIDDEN', neighbour: 'FORBIDDEN' },
    });
    expect((await desk.act('citySecond', 'dissolveUnion', 'TradeUnion', dissolve)).__typename).toBe('TradeUnion');
    await cameTrue(async () => (await unionFiles(desk, merged)).totalCount > 0, 'the list of the dissolved union');
    const wanted = { type: 'UnionTransfer', fields: 'id dueCount' };
    const input = { unionId: merged.unionId, ...desk.key() };
    const found = await unionFiles(desk, merged);
    expect(await desk.act('maker', 'proposeTransfersOfUnion', wanted, input)).toMatchObject({
      dueCount: found.totalCount,
    });
    const outcomes = await acceptAll(desk, await unionFiles(desk, merged));
    const moved = { __typename: 'FileTransfer', state: 'ACCEPTED', household: { union: { id: federation } } };
    expect(outcomes).toEqual(found.nodes.map(() => ({ outcome: moved })));
    expect(await keepers(merged.files)).toEqual([federation]);
    const employer = `{ enterprise(id: "${merged.id}") { union { id } } }`;
    expect(await desk.ask('maker', employer)).toEqual({ enterprise: { union: { id: federation } } });
  });

  it('leave whole audit chains behind', async () => {
    for (const name of ['enterprises', 'workers'] as const)
      expect(await verifyAudit(graph.db[name])).toMatchObject({ breaks: [] });
  });
});

/** Employers with a union of their own whose files on the register all lie in the employer's county, two counties apart. */
async function employersOf({ db }: SampleSupergraph): Promise<Employer[]> {
  const kept = await rowsOf<{ employer: string; union: string; region: string; files: string[] }>(
    db.workers,
    `select h.employer_id as employer, h.union_id as union, min(h.region_code) as region, array_agg(h.id::text) as files
     from household h where h.employer_id is not null and h.status = 'RECORDED'
     group by 1, 2 having count(distinct h.region_code) = 1 and count(*) <= 10 order by count(*) desc, 1`,
  );
  const own = await rowsOf<{ id: string; unionId: string; regionCode: string }>(
    db.enterprises,
    `select e.id, e.union_id as "unionId", e.region_code as "regionCode" from enterprise e
     where not exists (select from enterprise o where o.union_id = e.union_id and o.id <> e.id) and e.closed_on is null`,
  );
  const employers = own.flatMap((row) => {
    const found = kept.find(
      ({ employer, union, region }) => employer === row.id && union === row.unionId && region === row.regionCode,
    );
    return found ? [{ ...row, files: found.files }] : [];
  });
  const [first] = employers;
  return [...(first ? [first] : []), ...employers.filter(({ regionCode }) => regionCode !== first?.regionCode)];
}
