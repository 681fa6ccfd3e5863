import { beforeAll, describe, expect, it } from '@jest/globals';
import { executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { migrantsSubgraph } from '../migrants.subgraph';
import { aStation } from '../row-builders';
import { NEAREST_STATIONS } from './nearest-stations.service';

interface Near {
  readonly station: { readonly code: string };
  readonly distance: number;
}

const HEFEI = { longitude: 117.28, latitude: 31.86 };

describe('the nearest stations', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  const find = async (args: string, viewer = viewerWith()): Promise<Near[]> => {
    const query = `{ nearestStations(longitude: 117.28, latitude: 31.86, ${args}) { station { code } distance } }`;
    const { data, errors } = await executeSubgraph<{ nearestStations: Near[] }>(migrantsSubgraph, {
      db: db.app,
      viewer,
      query,
    });
    expect(errors).toEqual([]);
    return data.nearestStations;
  };
  const codes = (near: readonly Near[]): string[] => near.map(({ station }) => station.code);

  beforeAll(async () => {
    const at = (east: number, north: number): object => ({
      longitude: HEFEI.longitude + east,
      latitude: HEFEI.latitude + north,
    });
    await aStation(db.owner, { code: 'EAST', ...at(0.01, 0) });
    await aStation(db.owner, { code: 'NORTH', ...at(0, 0.0088), amenities: ['WATER_DISPENSER', 'BOOK_BAR', 'AED'] });
    await aStation(db.owner, { code: 'FAR', ...at(0.5, 0.5), unattended_access: true });
    await aStation(db.owner, { code: 'WUHU', ...at(0.1, 0), region_code: '340202' });
    await aStation(db.owner, { code: 'SHUT', ...at(0.001, 0), state: 'PAUSED' });
  });

  it('come by their distance in metres, which a degree east has fewer of than a degree north', async () => {
    const near = await find('first: 3');
    expect(codes(near)).toEqual(['EAST', 'NORTH', 'WUHU']);
    expect(near.map(({ distance }) => distance)).toEqual([944, 979, 9444]);
  });

  it('are those open at the moment asked for, with the amenities asked for, in the viewer’s regions', async () => {
    expect(codes(await find('openAt: "2017-01-23T09:00:00+08:00"'))).toEqual(['EAST', 'NORTH', 'WUHU', 'FAR']);
    expect(codes(await find('openAt: "2017-01-23T21:00:00+08:00"'))).toEqual(['FAR']);
    expect(codes(await find('openAt: "2017-01-24T09:00:00+08:00"'))).toEqual(['FAR']);
    expect(codes(await find('amenities: [AED, BOOK_BAR]'))).toEqual(['NORTH']);
    expect(codes(await find('first: 9', viewerWith({ role: 'county', read: ['340202'] })))).toEqual(['WUHU']);
  });

  it('come from the spatial index, exactly, among ten thousand', async () => {
    await db.owner.query(`
      insert into service_station (id, code, kind, name, region_code, address, longitude, latitude, hours, amenities, services, build_mode,
        responsible_name, state, opened_on)
      select gen_random_uuid(), 'BULK-' || n, 'HAPPY_HOME', '样例', '340102', '样例路', 115 + (n * 7919 % 10000) * 0.0004, 30 + (n * 104729 % 10007) * 0.0004,
        '[{"weekday":1,"opensAt":"08:00","closesAt":"20:00"}]', '{WATER_DISPENSER}', '{}', 'UNION_BUILT', '安禾', 'OPEN', '2016-05-01'
      from generate_series(1, 10000) n`);
    await db.owner.query('analyze service_station');
    const params = [HEFEI.longitude, HEFEI.latitude, 20, ['34%'], [], null, null];
    const plan = await db.app.query<{ 'QUERY PLAN': string }[]>(`explain analyze ${NEAREST_STATIONS}`, params);
    const text = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(text.match(/service_station_place_idx/g)?.length).toBeGreaterThanOrEqual(2);
    expect(text).toMatch(/Order By: \(point\(.*<->/);
    expect(text).not.toContain('Seq Scan');
    const found = await db.app.query<{ code: string }[]>(NEAREST_STATIONS, params);
    const exact = await db.app.query<{ code: string }[]>(
      `select code from service_station where state = 'OPEN' order by metres_between(longitude, latitude, $1, $2), id limit 20`,
      [HEFEI.longitude, HEFEI.latitude],
    );
    expect(found.map(({ code }) => code)).toEqual(exact.map(({ code }) => code));
  });

  it('refuses a point far outside Anhui', async () => {
    const query = '{ nearestStations(longitude: 31.86, latitude: 117.28) { distance } }';
    const { errors } = await executeSubgraph(migrantsSubgraph, { db: db.app, viewer: viewerWith(), query });
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
  });
});
