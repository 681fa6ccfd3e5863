import { createHash, randomBytes } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';
import { Acts, type ActTransaction } from '@nuan/facts';
import { type Upload, UploadStore } from '@nuan/intake';
import { testCipher, testClock, useTestDatabase, viewerWith } from '@nuan/testing';

import { workersSubgraph } from '../workers.subgraph';

const MONTH_AGO = new Date('2016-12-20T08:00:00+08:00');

describe('an upload', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const store = new UploadStore(testCipher);
  const act = <T>(work: (tx: ActTransaction) => Promise<T>, subject = 'maker-1'): Promise<T> =>
    new Acts(db.app, testClock).perform<T, never>(viewerWith({ role: 'maker', subject }), 'test.upload', work);
  const actor = (subject = 'maker-1', now = testClock.now()) => ({ subject, now });
  const begin = (file: Buffer, now = testClock.now(), more: object = {}): Promise<Upload> =>
    act((tx) =>
      store.begin(tx, actor('maker-1', now), {
        purpose: 'test',
        owner: '340103',
        regionCode: '340103',
        fileName: 'a.csv',
        bytes: file.length,
        sha256: createHash('sha256').update(file).digest('hex'),
        ...more,
      }),
    );
  const append = (id: string, offset: number, piece: Buffer, subject = 'maker-1'): Promise<Upload> =>
    act((tx) => store.append(tx, actor(subject), id, offset, piece.toString('base64')), subject);

  it('of one content is one, also when two begin it at once', async () => {
    const file = randomBytes(100);
    const [one, other] = await Promise.all([begin(file), begin(file)]);
    expect(one.id).toBe(other.id);
    expect((await begin(file, testClock.now(), { owner: '340104' })).id).not.toBe(one.id);
  });

  it('takes a piece once when it is sent twice at once', async () => {
    const file = randomBytes(300);
    const { id } = await begin(file);
    const sent = await Promise.all([append(id, 0, file.subarray(0, 200)), append(id, 0, file.subarray(0, 200))]);
    expect(sent.map(({ receivedBytes }) => receivedBytes)).toEqual([200, 200]);
    expect(await append(id, 200, file.subarray(200))).toMatchObject({ receivedBytes: 300 });
    expect(await act((tx) => store.finish(tx, actor(), id))).toMatchObject({ state: 'COMPLETE' });
    expect(await act((tx) => store.finish(tx, actor(), id))).toMatchObject({ state: 'COMPLETE' });
  });

  it('is read from any place across its pieces, and lies sealed', async () => {
    const file = randomBytes(1_000);
    const upload = await begin(file);
    for (let at = 0; at < 1_000; at += 300) await append(upload.id, at, file.subarray(at, at + 300));
    const source = store.open(db.app, upload);
    for (const [offset, length] of [
      [0, 1_000],
      [299, 2],
      [250, 700],
      [900, 500],
      [1_000, 1],
    ] as const)
      expect((await source.read(offset, length)).equals(file.subarray(offset, offset + length))).toBe(true);
    await act((tx) => tx.query('delete from upload_chunk where upload_id = $1 and start_byte = 0', [upload.id]));
    const [chunk] = await db.app.query<{ content_sealed: Buffer }[]>(
      'select content_sealed from upload_chunk where upload_id = $1 limit 1',
      [upload.id],
    );
    expect(chunk?.content_sealed.includes(file.subarray(300, 330).toString('base64'))).toBe(false);
  });

  it.each([
    ['content that is no base64', 'bytes!'],
    ['an empty piece', ''],
    ['more than 128 KiB', Buffer.alloc(131_073).toString('base64')],
  ])('refuses %s', async (_, content) => {
    const { id } = await begin(randomBytes(200_000));
    await expect(act((tx) => store.append(tx, actor(), id, 0, content))).rejects.toMatchObject({ rule: 'PIECE' });
  });

  it('refuses more bytes than were announced, and a piece of somebody else', async () => {
    const { id } = await begin(randomBytes(10));
    await expect(append(id, 0, Buffer.alloc(11))).rejects.toMatchObject({ rule: 'BEYOND_THE_END' });
    await expect(append(id, 0, Buffer.alloc(5), 'maker-2')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it.each([
    [{ fileName: '../a.csv' }, 'FILE_NAME'],
    [{ bytes: 0 }, 'FILE_SIZE'],
    [{ bytes: 200_000_000 }, 'FILE_SIZE'],
    [{ sha256: 'abc' }, 'SHA_256'],
  ])('refuses to be announced as %j', async (more, rule) => {
    await expect(begin(randomBytes(10), testClock.now(), more)).rejects.toMatchObject({ rule });
  });

  it('that was never completed makes room for another hand after a week', async () => {
    const file = randomBytes(50);
    const days = (count: number): Date => new Date(testClock.now().getTime() - count * 86_400_000);
    const kept = await begin(file, days(6));
    expect((await begin(file)).id).toBe(kept.id);
    const other = randomBytes(50);
    const left = await begin(other, days(8));
    expect((await begin(other)).id).not.toBe(left.id);
    await expect(append(left.id, 0, other)).rejects.toMatchObject({ rule: 'NOT_RECEIVING' });
  });

  it('loses its content after thirty days, and is then sent anew', async () => {
    const file = randomBytes(50);
    const old = await begin(file, MONTH_AGO);
    await append(old.id, 0, file);
    await act((tx) => store.finish(tx, actor(), old.id));
    await begin(randomBytes(10));
    expect(await store.find(db.app, old.id)).toMatchObject({ state: 'EXPIRED', contentDiscardedAt: testClock.now() });
    expect((await store.open(db.app, old).read(0, 50)).length).toBe(0);
    const anew = await begin(file);
    expect([anew.id === old.id, anew.receivedBytes]).toEqual([false, 0]);
  });

  it('loses its content whoever sends the next file, also one who sees its county and does not write there', async () => {
    const [seen, unseen] = [await begin(randomBytes(50), MONTH_AGO), await begin(randomBytes(50), MONTH_AGO)];
    await db.owner.query(`update upload set region_code = '341102', owner = '341102' where id = $1`, [unseen.id]);
    const neighbour = viewerWith({ role: 'maker', read: ['340100'], write: ['340104'], subject: 'maker-4' });
    const file = randomBytes(10);
    await new Acts(db.app, testClock).perform<Upload, never>(neighbour, 'test.upload', (tx) =>
      store.begin(tx, actor('maker-4'), {
        ...{ purpose: 'test', owner: '340104', regionCode: '340104', fileName: 'a.csv', bytes: file.length },
        sha256: createHash('sha256').update(file).digest('hex'),
      }),
    );
    for (const { id } of [seen, unseen]) expect(await store.find(db.app, id)).toMatchObject({ state: 'EXPIRED' });
  });
});
