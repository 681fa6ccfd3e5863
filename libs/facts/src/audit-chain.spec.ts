import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { useTestDatabase, viewerWith } from '@nuan/testing';

import { actsOver, parcelDatabase } from '../testing/parcel.database';
import { verifyAudit } from './audit-chain';

describe('the audit chain', () => {
  const db = useTestDatabase(parcelDatabase);
  const [mine, yours] = [newId(), newId()];
  const act = (action: string, region: string | null, ids: readonly string[], subject = 'maker-1') =>
    actsOver(db.app).perform(viewerWith({ role: 'maker', subject }), action, async (tx) => {
      tx.about('Parcel', ids);
      if (region !== null) tx.within(region);
    });

  beforeAll(async () => {
    await act('parcel.pack', '340103', [mine]);
    await act('parcel.reveal', '340103', [mine, yours], 'county-1');
    await act('parcel.pack', '340202', [yours]);
    await Promise.all(Array.from({ length: 10 }, () => act('parcel.weigh', '340202', [newId()])));
  });

  it('holds, also after acts that ran at once', async () => {
    expect(await verifyAudit(db.app)).toMatchObject({ entries: 13, breaks: [] });
  });

  it.each([
    ['update', `update audit_entry set actor = 'somebody else'`],
    ['delete', 'delete from audit_entry'],
    ['insert', `insert into audit_entry select * from audit_entry limit 1`],
    ['truncate', 'truncate audit_entry'],
    ['move the end', 'update audit_head set seq = 0'],
  ])('lets the application %s nothing', async (_what, sql) => {
    await expect(db.app.query(sql)).rejects.toThrow('permission denied');
  });

  it.each([
    [
      'a changed row',
      `update audit_entry set detail = '{"weight": 7}' where seq = 2`,
      { seq: '2', problem: 'CONTENT' },
    ],
    ['a row taken out', 'delete from audit_entry where seq = 3', { seq: '4', problem: 'LINK' }],
    ['rows cut off the end', 'delete from audit_entry where seq > 11', { seq: '13', problem: 'HEAD' }],
  ])('shows %s', async (_what, sql, expected) => {
    const runner = db.owner.createQueryRunner();
    await runner.startTransaction();
    try {
      await runner.query(sql);
      const { breaks } = await verifyAudit({ query: (text: string) => runner.query(text) } as never);
      expect(breaks).toContainEqual(expected);
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  });
});
