import { beforeAll, describe, expect, it } from '@jest/globals';
import { useTestDatabase, viewerWith } from '@nuan/testing';

import { ask } from '../../testing/ask';
import { aLine } from '../../testing/rows';
import { enterprisesSubgraph } from '../enterprises.subgraph';

describe('the minimum-living line', () => {
  const database = useTestDatabase(enterprisesSubgraph.database);

  beforeAll(async () => {
    await aLine(database.owner, '340100', '2015-07-01', '2016-06-30', 510);
    await aLine(database.owner, '340100', '2016-07-01', null, 564);
    await aLine(database.owner, '340121', '2016-07-01', null, 540);
  });

  it('is that of the day, today by the clock, for any viewer', async () => {
    const analyst = viewerWith({ role: 'analyst', read: [] });
    const query = `{ region(code: "340100") { minLivingLine before: minLivingLine(on: "2016-06-30") none: minLivingLine(on: "2014-01-01")
      minLivingLines { validFrom validTo monthly } } }`;
    expect((await ask(database.app, query, {}, analyst)).data).toEqual({
      region: {
        minLivingLine: '564.00',
        before: '510.00',
        none: null,
        minLivingLines: [
          { validFrom: '2016-07-01', validTo: null, monthly: '564.00' },
          { validFrom: '2015-07-01', validTo: '2016-06-30', monthly: '510.00' },
        ],
      },
    });
  });

  it('is its own for a county that has one, its city’s otherwise, none for the province; one statement for all', async () => {
    const { data, statements } = await ask<{ regions: readonly { code: string; minLivingLine: string | null }[] }>(
      database.app,
      '{ regions { code minLivingLine } }',
    );
    const lines = new Map(data.regions.map(({ code, minLivingLine }) => [code, minLivingLine]));
    expect(['340121', '340103', '340000', '341100'].map((code) => lines.get(code))).toEqual([
      '540.00',
      '564.00',
      null,
      null,
    ]);
    expect(statements).toBe(1);
  });
});
