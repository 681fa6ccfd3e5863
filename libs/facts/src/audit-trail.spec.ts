import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { useTestDatabase, viewerWith } from '@nuan/testing';

import { actsOver, parcelDatabase } from '../testing/parcel.database';
import { readActors, readMeta, readTrail, type TrailRequest } from './audit-trail';

describe('the audit trail', () => {
  const db = useTestDatabase(parcelDatabase);
  const [mine, yours, theirs] = [newId(), newId(), newId()];
  const act = (action: string, region: string | null, ids: readonly string[], subject = 'maker-1') =>
    actsOver(db.app).perform(viewerWith({ role: 'maker', subject }), action, async (tx) => {
      tx.about('Parcel', ids);
      if (region !== null) tx.within(region);
    });
  const read = (request: Partial<TrailRequest>) =>
    readTrail(db.app, { regionPatterns: ['34%'], first: 10, ...request });
  const names = async (request: Partial<TrailRequest>) =>
    (await read(request)).map(({ actor, action }) => `${actor} ${action}`);

  beforeAll(async () => {
    await act('parcel.pack', '340103', [mine]);
    await act('parcel.reveal', '340103', [mine, yours], 'county-1');
    await act('parcel.pack', '340202', [yours]);
    await act('parcel.reveal', '340202', [yours, theirs], 'county-1');
    await act('access.refuse', null, [], 'county-2');
  });

  it('answers who touched or saw a subject, newest first, within regions', async () => {
    const acts = await read({ subjectIds: [mine, yours] });
    expect(acts.map(({ actor, action }) => [actor, action])).toEqual([
      ['county-1', 'parcel.reveal'],
      ['maker-1', 'parcel.pack'],
      ['county-1', 'parcel.reveal'],
      ['maker-1', 'parcel.pack'],
    ]);
    expect(acts[0]?.subjectIds).toEqual([yours]);
    expect([...(acts[2]?.subjectIds ?? [])].sort()).toEqual([mine, yours].sort());
    expect(await names({ subjectIds: [mine, yours], regionPatterns: ['3401%'] })).toEqual([
      'county-1 parcel.reveal',
      'maker-1 parcel.pack',
    ]);
    expect(await names({ subjectIds: [mine], action: 'parcel.reveal' })).toEqual(['county-1 parcel.reveal']);
    expect(await read({ subjectIds: [newId()] })).toEqual([]);
  });

  it('lists what one caller did, what was done, and when, without asking for subjects', async () => {
    expect(await names({ actor: 'county-1' })).toEqual(['county-1 parcel.reveal', 'county-1 parcel.reveal']);
    expect(await names({ action: 'access.' })).toEqual(['county-2 access.refuse']);
    expect(await names({ since: new Date(Date.now() + 60_000) })).toEqual([]);
    expect(await names({ until: new Date(Date.now() + 60_000), first: 2 })).toEqual([
      'county-2 access.refuse',
      'county-1 parcel.reveal',
    ]);
  });

  it('shows an act without a region to who reads the whole province alone', async () => {
    expect(await names({ action: 'access.', regionPatterns: ['3401%'] })).toEqual([]);
  });

  it('tells an administrator who did what, when and where, and neither to whom nor with what note', async () => {
    const acts = await readMeta(db.app, { regionPatterns: ['3401%'], first: 1 });
    expect(acts).toEqual([
      {
        ...{ seq: expect.any(String), happenedAt: expect.any(Date), regionCode: '340103' },
        ...{ actor: 'county-1', role: 'maker', action: 'parcel.reveal' },
      },
    ]);
  });

  it('goes on from a page without a gap', async () => {
    const [first] = await read({ first: 1 });
    expect(await names({ before: first?.seq, first: 1 })).toEqual(['county-1 parcel.reveal']);
  });

  it('takes an action as it is written, wildcards included', async () => {
    expect(await names({ action: '%' })).toEqual([]);
    expect(await names({ action: 'parcel_' })).toEqual([]);
  });

  it('adds up who saw how many of the asked subjects', async () => {
    const actors = await readActors(db.app, {
      regionPatterns: ['34%'],
      subjectIds: [mine, yours, theirs],
      action: 'parcel.reveal',
    });
    expect(actors).toEqual([
      {
        actor: 'county-1',
        role: 'maker',
        action: 'parcel.reveal',
        acts: 2,
        subjects: 3,
        firstAt: expect.any(Date),
        lastAt: expect.any(Date),
      },
    ]);
    const city = await readActors(db.app, { regionPatterns: ['3401%'], subjectIds: [mine, yours, theirs] });
    expect(city.map(({ actor, acts, subjects }) => [actor, acts, subjects])).toEqual([
      ['county-1', 1, 2],
      ['maker-1', 1, 1],
    ]);
  });
});
