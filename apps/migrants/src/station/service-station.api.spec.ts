import { beforeAll, describe, expect, it } from '@jest/globals';
import { countStatements, executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { migrantsSubgraph } from '../migrants.subgraph';
import { aStation } from '../row-builders';

interface Stations {
  stations: { nodes: { code: string }[]; totalCount: number };
}

describe('facilities', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  const province = viewerWith();
  const run = <T = Record<string, unknown>>(query: string, viewer = province) =>
    executeSubgraph<T>(migrantsSubgraph, { db: db.app, viewer, query });

  beforeAll(async () => {
    const whole = await aStation(db.owner, { code: 'AH-1' });
    await aStation(db.owner, {
      code: 'AH-2',
      kind: 'HAPPY_HOME',
      region_code: '340200',
      amenities: ['WATER_DISPENSER', 'FRIDGE', 'WIFI'],
    });
    const planned = {
      state: 'PLANNED',
      opened_on: null,
      longitude: null,
      latitude: null,
      hours: '[]',
      responsible_name: null,
    };
    await aStation(db.owner, { code: 'AH-3', region_code: '340202', amenities: [], ...planned });
    for (const [month, occupation, visits] of [
      ['2016-12-01', 'SANITATION', 40],
      ['2017-01-01', 'SANITATION', 25],
      ['2017-01-01', 'DELIVERY', 5],
    ]) {
      await db.owner.query(
        'insert into station_use (station_id, month_on, occupation, visits) values ($1, $2, $3, $4)',
        [whole, month, occupation, visits],
      );
    }
  });

  it('sets score and missing amenities from the checklist of the kind', async () => {
    const { data, errors } = await run(
      `{ stations { nodes { code score missingAmenities point { longitude latitude } } } }`,
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      stations: {
        nodes: [
          { code: 'AH-1', score: 100, missingAmenities: [], point: { longitude: 117.3, latitude: 31.8 } },
          {
            code: 'AH-2',
            score: 53,
            missingAmenities: ['MICROWAVE', 'AIR_CONDITIONER', 'HEATING', 'TOILET'],
            point: expect.anything(),
          },
          {
            code: 'AH-3',
            score: 0,
            missingAmenities: expect.arrayContaining(['BOOK_BAR', 'WATER_DISPENSER']),
            point: null,
          },
        ],
      },
    });
  });

  it('is open in state OPEN within its hours, now and at any moment', async () => {
    const { data, errors } = await run(`{
      open: stationByCode(code: "AH-1") { openNow late: openNow(at: "2017-01-23T20:00:00+08:00") sunday: openNow(at: "2017-01-22T10:00:00+08:00") }
      planned: stationByCode(code: "AH-3") { openNow }
    }`);
    expect(errors).toEqual([]);
    expect(data).toEqual({ open: { openNow: true, late: false, sunday: false }, planned: { openNow: false } });
  });

  it('counts visits by month, and refuses what is no month', async () => {
    const { data } = await run(
      `{ stationByCode(code: "AH-1") { all: visits { value unit } january: visits(month: "2017-01") { value } } }`,
    );
    expect(data).toEqual({ stationByCode: { all: { value: 70, unit: 'VISIT' }, january: { value: 30 } } });
    for (const month of ['2017-13', '0000-01']) {
      const { errors } = await run(`{ stationByCode(code: "AH-1") { visits(month: "${month}") { value } } }`);
      expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
    }
  });

  it.each([
    ['{ missingAmenities: { eq: MICROWAVE } }', ['AH-2', 'AH-3']],
    ['{ amenities: { in: [WIFI, BOOK_BAR] } }', ['AH-1', 'AH-2']],
    ['{ kind: { eq: HAPPY_HOME } }', ['AH-2']],
    ['{ region: { under: "340200" }, score: { lt: 50 } }', ['AH-3']],
  ])('filters by %s', async (where, codes) => {
    const { data, errors } = await run<Stations>(`{ stations(where: ${where}) { nodes { code } totalCount } }`);
    expect(errors).toEqual([]);
    expect(data.stations).toMatchObject({ nodes: codes.map((code) => ({ code })), totalCount: codes.length });
  });

  it('reads visits of a whole page in one statement', async () => {
    const { statements } = await countStatements(db.app, () =>
      run('{ stations { nodes { visits { value } region { name } } } }'),
    );
    expect(statements).toHaveLength(2);
  });

  it('shows a city viewer the facilities of its city only', async () => {
    const wuhu = viewerWith({ role: 'city', read: ['340200'] });
    const { data } = await run<Stations>('{ stations { nodes { code } totalCount } }', wuhu);
    expect(data.stations).toMatchObject({ nodes: [{ code: 'AH-2' }, { code: 'AH-3' }], totalCount: 2 });
    const { errors } = await run('{ stationByCode(code: "AH-1") { id } }', wuhu);
    expect(errors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });
});
