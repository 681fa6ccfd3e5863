import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { countStatements, executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { migrantsSubgraph } from './migrants.subgraph';
import {
  aCultureEvent,
  aHealthCheckBatch,
  anHonour,
  anInspection,
  anInsuranceProject,
  aReturnService,
  aServiceRecord,
  aStation,
  aWageCase,
} from './row-builders';

interface Entities {
  _entities: (Record<string, unknown> | null)[];
}

const BUILDERS = [
  ['ServiceStation', aStation],
  ['WageCase', aWageCase],
  ['Inspection', anInspection],
  ['InsuranceProject', anInsuranceProject],
  ['ReturnService', aReturnService],
  ['HealthCheckBatch', aHealthCheckBatch],
  ['Honour', anHonour],
  ['CultureEvent', aCultureEvent],
] as const;

describe('keys handed over by a gateway', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  const hefei = viewerWith({ role: 'city', read: ['340100'] });
  const entities = (representations: object[], selection: string, viewer = hefei) =>
    executeSubgraph<Entities>(migrantsSubgraph, {
      db: db.app,
      viewer,
      query: `query($keys: [_Any!]!) { _entities(representations: $keys) { __typename ${selection} } }`,
      variables: { keys: representations },
    });

  it.each(BUILDERS)(
    'I34: resolves %s in order: known, unknown, repeated, malformed and of another region',
    async (type, build) => {
      const own = await build(db.owner);
      const other = await build(db.owner, { region_code: '340202' });
      const ids = [newId(), own, other, own, 'no-uuid'];
      const { result, statements } = await countStatements(db.app, () =>
        entities(
          ids.map((id) => ({ __typename: type, id })),
          `... on ${type} { id }`,
        ),
      );
      expect(result.errors).toEqual([]);
      const found = { __typename: type, id: own };
      expect(result.data._entities).toEqual([null, found, null, found, null]);
      expect(statements).toHaveLength(1);
    },
  );

  it.each(BUILDERS)('refuses %s to a viewer without the right', async (type, build) => {
    const id = await build(db.owner);
    const analyst = viewerWith({ role: 'analyst', read: ['340000'] });
    const { data, errors } = await entities([{ __typename: type, id }], `... on ${type} { id }`, analyst);
    expect(data._entities).toEqual([null]);
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  });

  it('resolves a facility by its code as well', async () => {
    await aStation(db.owner, { code: 'AH-REF' });
    const keys = ['AH-NONE', 'AH-REF'].map((code) => ({ __typename: 'ServiceStation', code }));
    const { data } = await entities(keys, '... on ServiceStation { code }');
    expect(data._entities).toEqual([null, { __typename: 'ServiceStation', code: 'AH-REF' }]);
  });

  describe('of types that others own', () => {
    const [enterprise, worker, household] = [newId(), newId(), newId()];

    beforeAll(async () => {
      const wageCase = await aWageCase(db.owner, {
        enterprise_id: enterprise,
        recovered_fen: '1000',
        state: 'PART_PAID',
      });
      await aWageCase(db.owner, { enterprise_id: enterprise, region_code: '340202' });
      await aWageCase(db.owner, {
        enterprise_id: enterprise,
        state: 'PAID',
        recovered_fen: '10000000',
        settled_on: '2017-01-01',
      });
      await db.owner.query('insert into wage_case_worker (wage_case_id, worker_id) values ($1, $2)', [
        wageCase,
        worker,
      ]);
      await anInsuranceProject(db.owner, { enterprise_id: enterprise });
      await anHonour(db.owner, { worker_id: worker });
      const trip = await aReturnService(db.owner, { campaign_code: 'TEST2017' });
      await aReturnService(db.owner, { campaign_code: 'TEST2017', region_code: '340202' });
      await aServiceRecord(db.owner, { household_id: household, worker_id: worker, return_service_id: trip });
      const batch = await aHealthCheckBatch(db.owner);
      await aServiceRecord(db.owner, {
        household_id: household,
        kind: 'HEALTH_CHECK',
        health_check_batch_id: batch,
        served_on: '2016-09-10',
      });
    });

    it('adds open wage arrears and insured projects to enterprises, one statement each', async () => {
      const keys = [newId(), enterprise, newId()].map((id) => ({ __typename: 'Enterprise', id }));
      const { result, statements } = await countStatements(db.app, () =>
        entities(
          keys,
          '... on Enterprise { wageRisk { level openCases owed outstanding nextDeadlineOn } insuredProjects }',
        ),
      );
      expect(result.errors).toEqual([]);
      const none = {
        wageRisk: { level: 'NONE', openCases: 0, owed: '0.00', outstanding: '0.00', nextDeadlineOn: null },
        insuredProjects: 0,
      };
      expect(result.data._entities).toMatchObject([
        none,
        {
          wageRisk: {
            level: 'HIGH',
            openCases: 1,
            owed: '100000.00',
            outstanding: '99990.00',
            nextDeadlineOn: '2017-01-27',
          },
          insuredProjects: 1,
        },
        none,
      ]);
      expect(statements).toHaveLength(2);
    });

    it('adds the facilities that an enterprise is host to, in the viewer’s regions', async () => {
      const host = newId();
      await aStation(db.owner, { code: 'AH-HOST-2', host_enterprise_id: host });
      await aStation(db.owner, { code: 'AH-HOST-1', host_enterprise_id: host });
      await aStation(db.owner, { code: 'AH-HOST-3', host_enterprise_id: host, region_code: '340202' });
      const { data, errors } = await entities(
        [newId(), host].map((id) => ({ __typename: 'Enterprise', id })),
        '... on Enterprise { stations(first: 5) { code } }',
      );
      expect(errors).toEqual([]);
      expect(data._entities).toEqual([
        { __typename: 'Enterprise', stations: [] },
        { __typename: 'Enterprise', stations: [{ code: 'AH-HOST-1' }, { code: 'AH-HOST-2' }] },
      ]);
    });

    it('adds wage cases and honours to persons', async () => {
      const keys = [worker, newId()].map((id) => ({ __typename: 'Worker', id }));
      const { data, errors } = await entities(
        keys,
        '... on Worker { wageCases { state } honours(first: 1) { edition person { id } } }',
      );
      expect(errors).toEqual([]);
      expect(data._entities).toMatchObject([
        { wageCases: [{ state: 'PART_PAID' }], honours: [{ edition: 1, person: { id: worker } }] },
        { wageCases: [], honours: [] },
      ]);
    });

    it('adds used services to households, newest first', async () => {
      const { data, errors } = await entities(
        [{ __typename: 'Household', id: household }],
        '... on Household { services { kind person { id } returnService { title } healthCheckBatch { occupation } } }',
      );
      expect(errors).toEqual([]);
      expect(data._entities).toMatchObject([
        {
          services: [
            {
              kind: 'RETURN_HOME',
              person: { id: worker },
              returnService: { title: '返乡专车' },
              healthCheckBatch: null,
            },
            { kind: 'HEALTH_CHECK', person: null, returnService: null, healthCheckBatch: { occupation: 'SANITATION' } },
          ],
        },
      ]);
    });

    it('tells of a service only who has the right to its kind', async () => {
      const of = (viewer: ReturnType<typeof viewerWith>) =>
        entities([{ __typename: 'Household', id: household }], '... on Household { services { kind } }', viewer);
      const scopes = ['household:read', 'returnService:read'];
      expect((await of(viewerWith({ role: 'partner', read: ['340100'], scopes }))).data._entities).toMatchObject([
        { services: [{ kind: 'RETURN_HOME' }] },
      ]);
      const refused = await of(viewerWith({ role: 'cashier', read: ['340100'] }));
      expect(refused.data._entities).toMatchObject([{ services: null }]);
      expect(refused.errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    });

    it('shows nothing of a person, a household or an enterprise to a viewer of another county', async () => {
      const keys = [
        { __typename: 'Worker', id: worker },
        { __typename: 'Household', id: household },
        { __typename: 'Enterprise', id: enterprise },
      ];
      const fields = `... on Worker { wageCases { id } honours { id } } ... on Household { services { kind } }
        ... on Enterprise { insuredProjects wageRisk { level openCases owed suppressed } }`;
      const { data, errors } = await entities(keys, fields, viewerWith({ role: 'county', read: ['341102'] }));
      expect(errors).toEqual([]);
      expect(data._entities).toMatchObject([
        { wageCases: [], honours: [] },
        { services: [] },
        { insuredProjects: 0, wageRisk: { level: 'NONE', openCases: 0, owed: '0.00', suppressed: false } },
      ]);
    });

    it('takes no malformed id of theirs to the database', async () => {
      const keys = ['Worker', 'Household', 'Enterprise'].map((__typename) => ({ __typename, id: 'no-uuid' }));
      const { data, errors } = await entities(keys, '... on Worker { wageCases { id } }');
      expect(errors).toEqual([]);
      expect(data._entities).toEqual([null, null, null]);
    });

    it('adds return services of the viewer’s regions to campaigns', async () => {
      const keys = ['TEST2017', 'NONE'].map((code) => ({ __typename: 'Campaign', code }));
      const { data, errors } = await entities(
        keys,
        '... on Campaign { returnServices { region { code } served { value unit } } }',
      );
      expect(errors).toEqual([]);
      expect(data._entities).toMatchObject([
        { returnServices: [{ region: { code: '340102' }, served: { value: 40, unit: 'PERSON' } }] },
        { returnServices: [] },
      ]);
    });
  });
});
