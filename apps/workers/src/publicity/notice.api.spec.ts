import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { insertRow, useTestDatabase } from '@nuan/testing';

import { aHousehold, anExitReview } from '../row-builders';
import { ApplicationStatus as S } from '../filing/application-status';
import { anApplicationAt, type BuiltApplication, OFFICERS } from '../filing/application-builder';
import { aLine, type Answer, clockAt, officerOf, sendStep } from '../filing/filing-driver';
import { workersSubgraph } from '../workers.subgraph';

describe('a public notice', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const maker = officerOf('maker', OFFICERS.maker);
  const reviewer = officerOf('maker', OFFICERS.reviewer);

  beforeAll(() => aLine(db));

  /** An application put on notice on 2017-01-18 at nine. */
  const posted = async (): Promise<BuiltApplication & { noticeId: string }> => {
    const application = await anApplicationAt(db.owner, S.CHECKED);
    const input = { id: application.id, expectedVersion: 1, place: '单位公示栏' };
    await sendStep(db, {
      viewer: maker,
      mutation: 'publiciseFiling',
      inputType: 'PubliciseFilingInput',
      input,
      clock: clockAt('2017-01-18T09:00'),
    });
    const [notice] = await db.app.query<{ id: string }[]>('select id from publicity_notice where application_id = $1', [
      application.id,
    ]);
    return { ...application, version: 2, noticeId: notice?.id ?? '' };
  };

  const close = (noticeId: string, minute: string): Promise<Answer> =>
    sendStep(db, {
      viewer: maker,
      mutation: 'closePublicNotice',
      inputType: 'ClosePublicNoticeInput',
      input: { noticeId },
      clock: clockAt(minute),
    });

  const raise = (noticeId: string, minute: string, idempotencyKey: string = newId()): Promise<Answer> =>
    sendStep(db, {
      viewer: maker,
      mutation: 'raiseObjection',
      inputType: 'RaiseObjectionInput',
      input: { idempotencyKey, noticeId, content: '家中有车' },
      clock: clockAt(minute),
    });

  const objections = async (noticeId: string): Promise<string[]> =>
    (
      await db.app.query<{ id: string }[]>('select id from objection where notice_id = $1 order by raised_at, id', [
        noticeId,
      ])
    ).map(({ id }) => id);

  const resolve = (
    objectionId: string | undefined,
    verdict: string,
    minute: string,
    viewer = reviewer,
  ): Promise<Answer> =>
    sendStep(db, {
      viewer,
      mutation: 'resolveObjection',
      inputType: 'ResolveObjectionInput',
      input: { objectionId, verdict, resolution: '车辆已报废' },
      clock: clockAt(minute),
    });

  const statusOf = async (id: string): Promise<string | undefined> =>
    (await db.app.query<{ status: string }[]>('select status from filing_application where id = $1', [id]))[0]?.status;

  const noticeOf = async (id: string) =>
    (
      await db.app.query<{ end: string; outcome: string | null; closed: string | null }[]>(
        'select earliest_end_on::text as end, outcome, closed_on::text as closed from publicity_notice where id = $1',
        [id],
      )
    )[0];

  it('I5: put up on 18 January 2017 stands over 19, 20, 22, 23 and 24 January and is closed on the 25th at the earliest', async () => {
    const { noticeId } = await posted();
    for (const minute of ['2017-01-18T10:00', '2017-01-22T10:00', '2017-01-24T23:59'])
      expect(await close(noticeId, minute)).toMatchObject({
        __typename: 'RuleBroken',
        rule: 'NOTICE_NOT_OVER',
        facts: [{ value: '5' }, { name: 'earliestEndOn', value: '2017-01-24' }],
      });
    expect(await close(noticeId, '2017-01-25T00:00')).toMatchObject({ __typename: 'PublicityNotice' });
    expect(await noticeOf(noticeId)).toEqual({ end: '2017-01-24', outcome: 'UNCONTESTED', closed: '2017-01-25' });
    expect(await close(noticeId, '2017-01-25T10:00')).toMatchObject({ rule: 'NOTICE_CLOSED' });
  });

  it('I5: cannot be closed over an open objection, and stands its remaining days from the day after it is dismissed', async () => {
    const { id, noticeId } = await posted();
    expect(await raise(noticeId, '2017-01-20T09:00')).toMatchObject({ __typename: 'PublicityNotice' });
    expect(await statusOf(id)).toBe('OBJECTED');
    expect(await close(noticeId, '2017-01-25T10:00')).toMatchObject({
      rule: 'OBJECTION_OPEN',
      facts: [{ value: '1' }],
    });
    const [objection] = await objections(noticeId);
    expect(await resolve(objection, 'DISMISSED', '2017-01-23T16:00')).toMatchObject({ __typename: 'PublicityNotice' });
    expect(await statusOf(id)).toBe('PUBLICISED');
    // The 19th stood; 24, 25, 26 January and, after the festival, 3 February are the other four.
    expect((await noticeOf(noticeId))?.end).toBe('2017-02-03');
    expect(await close(noticeId, '2017-02-03T10:00')).toMatchObject({ rule: 'NOTICE_NOT_OVER' });
    expect(await close(noticeId, '2017-02-04T10:00')).toMatchObject({ __typename: 'PublicityNotice' });
    expect((await noticeOf(noticeId))?.outcome).toBe('OBJECTION_DISMISSED');
  });

  it('I5: the database itself closes none early or over an open objection, and takes no objection afterwards', async () => {
    const { noticeId } = await posted();
    const shut = (day: string) =>
      db.owner.query(`update publicity_notice set closed_on = $2, outcome = 'UNCONTESTED' where id = $1`, [
        noticeId,
        day,
      ]);
    await expect(shut('2017-01-24')).rejects.toThrow('publicity_notice_stood_in_full');
    await raise(noticeId, '2017-01-20T09:00');
    await expect(shut('2017-01-25')).rejects.toMatchObject({ constraint: 'publicity_notice_unopposed' });
    await resolve((await objections(noticeId))[0], 'DISMISSED', '2017-01-20T10:00');
    await shut('2017-02-28');
    const late = insertRow(db.owner, 'objection', {
      id: newId(),
      notice_id: noticeId,
      raised_at: '2017-03-01',
      content: 'x',
      state: 'OPEN',
    });
    await expect(late).rejects.toMatchObject({ constraint: 'objection_in_time' });
    expect(await raise(noticeId, '2017-03-01T09:00')).toMatchObject({ rule: 'NOTICE_CLOSED' });
  });

  it('counts a day for no objection twice, and waits for the last of several', async () => {
    const { id, noticeId } = await posted();
    await raise(noticeId, '2017-01-19T09:00');
    await raise(noticeId, '2017-01-20T09:00');
    const [first, second] = await objections(noticeId);
    await resolve(first, 'DISMISSED', '2017-01-20T10:00');
    expect(await statusOf(id)).toBe('OBJECTED');
    await resolve(second, 'DISMISSED', '2017-01-20T11:00');
    expect(await statusOf(id)).toBe('PUBLICISED');
    // 19 and 20 January don't count: 22, 23, 24, 25, 26 January do.
    expect((await noticeOf(noticeId))?.end).toBe('2017-01-26');
    expect(await resolve(second, 'DISMISSED', '2017-01-21T10:00')).toMatchObject({ rule: 'OBJECTION_RESOLVED' });
  });

  it('ends with the application when an objection is upheld, others open or not', async () => {
    const { id, noticeId } = await posted();
    await raise(noticeId, '2017-01-19T09:00');
    await raise(noticeId, '2017-01-19T10:00');
    const [first] = await objections(noticeId);
    expect(await resolve(first, 'UPHELD', '2017-01-19T12:00', maker)).toMatchObject({ rule: 'FOUR_EYES' });
    expect(await resolve(first, 'OPEN', '2017-01-19T12:00')).toMatchObject({ rule: 'OBJECTION_VERDICT' });
    await resolve(first, 'UPHELD', '2017-01-19T12:00');
    expect(await statusOf(id)).toBe('REJECTED');
    expect(await noticeOf(noticeId)).toMatchObject({ outcome: 'OBJECTION_UPHELD', closed: '2017-01-19' });
    expect(await db.app.query('select 1 as held from active_person where application_id = $1', [id])).toEqual([]);
  });

  it('answers an objection that was left open when another ended the notice, and moves nothing by it', async () => {
    const { id, noticeId } = await posted();
    await raise(noticeId, '2017-01-19T09:00');
    await raise(noticeId, '2017-01-19T10:00');
    const [first, second] = await objections(noticeId);
    await resolve(first, 'UPHELD', '2017-01-19T12:00');
    const ended = await noticeOf(noticeId);
    expect(await resolve(second, 'DISMISSED', '2017-01-20T09:00', maker)).toMatchObject({ rule: 'FOUR_EYES' });
    expect(await resolve(second, 'DISMISSED', '2017-01-20T09:00')).toMatchObject({ __typename: 'PublicityNotice' });
    const states = await db.app.query('select state from objection where notice_id = $1 order by raised_at', [
      noticeId,
    ]);
    expect(states).toEqual([{ state: 'UPHELD' }, { state: 'DISMISSED' }]);
    expect(await noticeOf(noticeId)).toEqual(ended);
    expect(await statusOf(id)).toBe('REJECTED');
  });

  it('takes an objection once per key', async () => {
    const { noticeId } = await posted();
    const key = newId();
    await raise(noticeId, '2017-01-19T09:00', key);
    await raise(noticeId, '2017-01-19T10:00', key);
    expect(await objections(noticeId)).toHaveLength(1);
  });

  it('stands as many days as its region asks', async () => {
    await insertRow(db.owner, 'publicity_rule', {
      region_code: '340103',
      kind: 'FILING',
      min_working_days: 7,
      valid_from: '2017-01-01',
    });
    try {
      const { noticeId } = await posted();
      expect((await noticeOf(noticeId))?.end).toBe('2017-01-26');
    } finally {
      await db.owner.query(`delete from publicity_rule where region_code = '340103'`);
    }
  });

  it('I6: of an exit keeps the same clock, without moving anything else', async () => {
    const { id } = await aHousehold(db.owner);
    const exit_review_id = await anExitReview(db.owner, id);
    const noticeId = newId();
    await insertRow(db.owner, 'publicity_notice', {
      id: noticeId,
      kind: 'EXIT',
      exit_review_id,
      place: '社区',
      posted_on: '2017-01-18',
      min_working_days: 5,
      earliest_end_on: '2017-01-24',
    });
    await raise(noticeId, '2017-01-19T09:00');
    expect(await close(noticeId, '2017-01-25T09:00')).toMatchObject({ rule: 'OBJECTION_OPEN' });
    await resolve((await objections(noticeId))[0], 'DISMISSED', '2017-01-19T17:00');
    expect(await close(noticeId, '2017-01-25T09:00')).toMatchObject({ rule: 'NOTICE_NOT_OVER' });
    expect(await close(noticeId, '2017-01-26T09:00')).toMatchObject({ __typename: 'PublicityNotice' });
  });

  it('is unknown to who writes in another region', async () => {
    const { noticeId } = await posted();
    const input = { noticeId };
    const neighbour = officerOf('maker', 'maker-9', '340102');
    for (const id of [noticeId, newId(), 'no-uuid'])
      expect(
        await sendStep(db, {
          viewer: neighbour,
          mutation: 'closePublicNotice',
          inputType: 'ClosePublicNoticeInput',
          input: { ...input, noticeId: id },
        }),
      ).toMatchObject({ code: 'NOT_FOUND' });
  });
});
