import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { useTestDatabase, viewerWith } from '@nuan/testing';

import { ask, countyViewer } from '../../testing/ask';
import { anEnterprise, aUnion } from '../../testing/rows';
import { enterprisesSubgraph } from '../enterprises.subgraph';

const ENTITIES = `query ($keys: [_Any!]!) { _entities(representations: $keys) {
  ... on Enterprise { name } ... on TradeUnion { unionName: name } ... on Region { regionName: name }
} }`;

describe('entities by key', () => {
  const database = useTestDatabase(enterprisesSubgraph.database);
  let near: string;
  let far: string;
  let union: string;
  let farUnion: string;

  beforeAll(async () => {
    near = await anEnterprise(database.owner, { name: '近', credit_code: '91349900MA2N000015' });
    far = await anEnterprise(database.owner, { name: '远', credit_code: '91349900MA2N000023', region_code: '341102' });
    union = await aUnion(database.owner, { name: '近工会' });
    farUnion = await aUnion(database.owner, { name: '远工会', region_code: '341102' });
  });

  const resolve = async (
    keys: readonly object[],
    viewer = countyViewer,
  ): Promise<{ entities: unknown; statements: number }> => {
    const { data, errors, statements } = await ask<{ _entities: unknown }>(database.app, ENTITIES, { keys }, viewer);
    expect(errors).toEqual([]);
    return { entities: data._entities, statements };
  };
  const enterprise = (id: string): object => ({ __typename: 'Enterprise', id });
  const byCode = (creditCode: string): object => ({ __typename: 'Enterprise', creditCode });
  const tradeUnion = (id: string): object => ({ __typename: 'TradeUnion', id });

  it('keep the order of the keys; duplicates repeat, unknown, malformed and foreign-region ones are null without an error', async () => {
    const { entities, statements } = await resolve([
      enterprise(far),
      enterprise(near),
      enterprise(newId()),
      enterprise('no-uuid'),
      enterprise(near),
    ]);
    expect(entities).toEqual([null, { name: '近' }, null, null, { name: '近' }]);
    expect(statements).toBe(1);
  });

  it('resolve an enterprise by either key', async () => {
    const keys = [byCode('91349900MA2N000023'), byCode('91349900MA2N000015'), byCode('X'), enterprise(near)];
    const { entities, statements } = await resolve(keys);
    expect(entities).toEqual([null, { name: '近' }, null, { name: '近' }]);
    expect(statements).toBe(2);
  });

  it('resolve unions likewise, and regions for everyone', async () => {
    const keys = [
      tradeUnion(farUnion),
      tradeUnion(union),
      tradeUnion(newId()),
      { __typename: 'Region', code: '341102' },
    ];
    expect((await resolve(keys)).entities).toEqual([null, { unionName: '近工会' }, null, { regionName: '琅琊区' }]);
  });

  it('refuse a viewer who may not read enterprises', async () => {
    const analyst = viewerWith({ role: 'analyst', read: ['340000'] });
    const { errors } = await ask(database.app, ENTITIES, { keys: [enterprise(near)] }, analyst);
    expect(errors[0]).toMatchObject({ code: 'FORBIDDEN' });
  });
});
