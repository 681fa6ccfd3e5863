import { describe, expect, it } from '@jest/globals';
import { migrate, undoMigrations } from '@nuan/database';
import { createTestDatabase, executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { PublishCapacity1795565140010 } from '../../migrations/1795565140010-publish-capacity';
import { mutate } from '../../testing/mutate';
import { aCapacityCut, aDiversion, anEnterprise } from '../../testing/rows';
import { enterprisesSubgraph } from '../enterprises.subgraph';

interface Change {
  readonly entity: string;
  readonly version: number;
  readonly regionCode: string;
  readonly facts: object;
  /** Null in the snapshot. */
  readonly changedAt: string | null;
}
interface Page {
  readonly changes: { readonly changes: readonly Change[]; readonly cursor: string; readonly hasMore: boolean };
}

/** An officer whose cities are two. */
const officer = viewerWith({ role: 'city', read: ['340100', '340200'], subject: 'officer-of-two' });
const SELECTION = '... on Enterprise { id version }';
const CUT = { year: 2016, product: 'COAL', plannedTons: 900_000, doneTons: 600_000 };

describe('what industry follows of enterprises', () => {
  const db = useTestDatabase(enterprisesSubgraph.database);

  /** Cuts and diversions as the snapshot of a department in a region has them. */
  const snapshotOf = async (region: string, department = '工信'): Promise<readonly object[]> => {
    const viewer = viewerWith({ role: 'partner', department, read: [region], scopes: ['changes:read'] });
    const query =
      'query ($after: String) { changes(first: 100, after: $after) { changes { entity version regionCode changedAt facts } cursor hasMore } }';
    const found: Change[] = [];
    for (let after: string | null = null, hasMore = true; hasMore;) {
      const { data }: { readonly data: Page } = await executeSubgraph<Page>(enterprisesSubgraph, {
        ...{ db: db.app, viewer, query, variables: { after } },
      });
      found.push(...data.changes.changes.filter(({ changedAt }) => changedAt === null));
      ({ cursor: after, hasMore } = data.changes);
    }
    return found
      .filter(({ entity }) => entity !== 'Enterprise')
      .map(({ entity, version, regionCode, facts }) => ({ entity, version, regionCode, facts }));
  };

  it('is the capacity given up and the workers diverted, as counts; a cut goes where its enterprise goes', async () => {
    const enterpriseId = await anEnterprise(db.owner);
    const write = (name: string, input: object): ReturnType<typeof mutate> =>
      mutate(db, name, input, { selection: SELECTION, viewer: officer });
    await write('recordCapacityCut', { enterpriseId, ...CUT });
    await write('recordDiversion', { enterpriseId, year: 2016, route: 'REASSIGNED', workers: 40 });
    const cut = {
      entity: 'CapacityCut',
      version: 1,
      regionCode: '340103',
      facts: { enterpriseId, ...CUT, closedOn: null },
    };
    const diversion = {
      ...{ entity: 'WorkerDiversion', version: 1, regionCode: '340103' },
      facts: { enterpriseId, year: 2016, route: 'REASSIGNED', workers: 40 },
    };
    expect(await snapshotOf('340100')).toEqual([cut, diversion]);
    expect(await snapshotOf('340200')).toEqual([]);
    expect(await snapshotOf('340100', '人社')).toEqual([]);
    const move = { id: enterpriseId, expectedVersion: 1, region: '340202', movedOn: '2017-01-10' };
    expect((await write('moveEnterprise', move)).__typename).toBe('Enterprise');
    expect(await snapshotOf('340200')).toEqual([{ ...cut, version: 2, regionCode: '340202' }]);
    // What was diverted stays where it was reported.
    expect(await snapshotOf('340100')).toEqual([diversion]);
    const log = await db.owner.query<object[]>(
      `select entity, version::int, region_code as region from change where entity = 'CapacityCut' order by id`,
    );
    expect(log).toEqual([
      { entity: 'CapacityCut', version: 1, region: '340103' },
      { entity: 'CapacityCut', version: 2, region: '340202' },
    ]);
  });

  it('comes to what was recorded before it was published', async () => {
    const own = await createTestDatabase(enterprisesSubgraph.database);
    try {
      const { migrations } = enterprisesSubgraph.database;
      const enterprise = await anEnterprise(own.owner);
      await aCapacityCut(own.owner, enterprise);
      await aDiversion(own.owner, enterprise, 'REASSIGNED', 12);
      const timeOf = ({ name }: { readonly name: string }): string => name.slice(-'1795565140010'.length);
      const after = migrations.filter((each) => timeOf(each) >= timeOf(PublishCapacity1795565140010)).length;
      await undoMigrations(own.ownerUrl, enterprisesSubgraph.database, after);
      await migrate(own.ownerUrl, enterprisesSubgraph.database);
      expect(
        await own.owner.query(
          'select c.region_code as region, d.id is not null as known from capacity_cut c, worker_diversion d',
        ),
      ).toEqual([{ region: '340103', known: true }]);
    } finally {
      await own.drop();
    }
  });
});
