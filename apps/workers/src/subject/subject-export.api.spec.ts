import { describe, expect, it, jest } from '@jest/globals';
import { GRANT_MINUTES, makeGrant, personOfGrant } from '@nuan/federation';
import { fixedClock, newId } from '@nuan/kernel';
import { aKey, executeSubgraph, mutationKit, testCipher, useTestDatabase, viewerWith } from '@nuan/testing';

import { aHousehold, aMember, anIdNumber, aRow, aWorker } from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';
import { REVEALS_PER_HOUR } from '../reveal/reveal-limit';
import { MAX_ATTEMPTS } from './subject-export.writer';

const county = (subject = 'county-1', region = '340103') => viewerWith({ role: 'county', read: [region], subject });
const { answerOf, mutate } = mutationKit(workersSubgraph, county(), 'stateNow');
const PREPARED = '... on SubjectExportPrepared { id code expiresAt }';
const OPENED =
  '... on RevealLimitReached { rule limit retryAfterSeconds } ... on SubjectExportOpened { id grant grantUntil record { subgraph json html } }';

interface Part {
  readonly title: string;
  readonly purpose: string;
  readonly source: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

// Codes are hashed slowly on purpose, and one test opens twenty copies.
jest.setTimeout(120_000);

describe('a person’s copy of its own data', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const prepare = async (workerId: string, idempotencyKey = aKey()) => {
    const input = { idempotencyKey, workerId, reason: '本人到窗口申请，已核验身份证原件' };
    const answer = await answerOf(db, 'requestSubjectExport', input, { selection: PREPARED });
    return { id: answer.id, code: String(answer['code']), rule: answer.rule };
  };
  const open = (id: string, code: string, viewer = county('county-2'), clock?: ReturnType<typeof fixedClock>) =>
    answerOf(db, 'openSubjectExport', { id, code }, { selection: OPENED, viewer, ...(clock && { clock }) });
  const partsOf = (answer: Awaited<ReturnType<typeof open>>): Part[] =>
    JSON.parse((answer['record'] as { json: string }).json) as Part[];

  it('shows the person in clear all that is held, why, from where, its consents and who saw it; and nothing of its family', async () => {
    const idNumber = anIdNumber('1971-02-03');
    const file = await aHousehold(db.owner, {
      address_sealed: testCipher.seal('样例路1号'),
      head: {
        name: '周小平',
        id_number_sealed: testCipher.seal(idNumber),
        id_number_hash: testCipher.hash('id-number', idNumber),
        health_sealed: testCipher.seal('LIVER'),
      },
    });
    const spouse = await aMember(db.owner, file.id, { name: '钱小芳', health_sealed: testCipher.seal('CANCER') });
    const { id, code } = await prepare(file.headId);
    const opened = await open(id, code.toLowerCase());
    const parts = partsOf(opened);
    for (const { purpose, source } of parts) expect(purpose && source).toBeTruthy();
    const [person] = parts;
    expect(person?.rows).toMatchObject([{ name: '周小平', id_number: idNumber, health: 'LIVER' }]);
    expect(parts.find(({ title }) => title.includes('家庭档案'))?.rows).toMatchObject([{ address: '样例路1号' }]);
    expect(parts.at(-1)?.rows).toMatchObject([
      { actor: 'county-1', action: 'subject.request', reason: '本人到窗口申请，已核验身份证原件' },
    ]);
    const { json, html } = opened['record'] as { json: string; html: string };
    for (const theirs of ['钱小芳', 'CANCER', spouse]) expect(json + html).not.toContain(theirs);
    expect(html).toContain(idNumber);
    expect(html).not.toContain('<script');
    const [act] = await db.owner.query<{ detail: object }[]>(
      `select detail from audit_entry where action = 'subject.open' and $1 = any(subject_ids)`,
      [file.headId],
    );
    expect(JSON.stringify(act)).not.toContain(idNumber);
    // The spouse's copy doesn't show the head's account.
    const other = await prepare(spouse);
    expect(JSON.stringify(partsOf(await open(other.id, other.code)))).not.toContain('LIVER');
  });

  it('shows what was noted of the person and of the whole file, and nothing that was noted of another member, newly or long ago', async () => {
    const file = await aHousehold(db.owner);
    const spouse = await aMember(db.owner, file.id);
    const maker = viewerWith({ role: 'maker', read: ['340103'], subject: 'maker-1' });
    const work = (id: string, reason: string): Promise<unknown> => {
      const input = { id, expectedVersion: 1, reason, employmentStatus: 'RETIRED' };
      return answerOf(db, 'changeWork', input, { selection: '... on Worker { id }', viewer: maker });
    };
    await work(spouse, '配偶因病退休');
    await work(file.headId, '本人办理退休');
    for (const [kind, note] of [
      ['PERSON_CHANGED', '多年前的配偶变动'],
      ['FACTS_CHANGED', '住址变更'],
    ] as const)
      await aRow(db.owner, 'file_event', {
        ...{ household_id: file.id, kind, note, happened_at: '2014-05-05T09:00:00+08:00', actor_id: 'maker-1' },
      });
    const notes = async (personId: string): Promise<unknown[]> => {
      const { id, code } = await prepare(personId);
      const timeline = partsOf(await open(id, code)).find(({ title }) => title.includes('档案记录'));
      expect(timeline?.rows).toHaveLength(4);
      return (timeline?.rows ?? []).flatMap(({ note }) => note ?? []).sort();
    };
    expect(await notes(file.headId)).toEqual(['住址变更', '本人办理退休']);
    expect(await notes(spouse)).toEqual(['住址变更', '配偶因病退休']);
  });

  it('is opened once, with the code, within seven days', async () => {
    const workerId = await aWorker(db.owner);
    const { id, code } = await prepare(workerId);
    expect(await open(id, code)).toMatchObject({ __typename: 'SubjectExportOpened' });
    expect(await open(id, code)).toMatchObject({ rule: 'OPENED_ONCE' });
    const late = await prepare(workerId);
    const inEightDays = fixedClock(new Date('2017-01-31T18:00:00+08:00'));
    expect(await open(late.id, late.code, county('county-2'), inEightDays)).toMatchObject({ rule: 'EXPORT_EXPIRED' });
    const key = aKey();
    expect(await prepare(workerId, key)).toEqual(await prepare(workerId, key));
    // The code lies in no table.
    const [row] = await db.owner.query<{ all: string }[]>(
      `select (select jsonb_agg(e)::text from subject_export e) || (select jsonb_agg(a)::text from audit_entry a) as all`,
    );
    expect(row?.all).not.toContain(code.replaceAll('-', ''));
    expect(row?.all).not.toContain(code);
  });

  it('isn’t opened by who prepared it, who knows the code', async () => {
    const { id, code } = await prepare(await aWorker(db.owner));
    expect(await open(id, code, county('county-1'))).toMatchObject({ rule: 'FOUR_EYES', field: 'id' });
    expect(await open(id, code)).toMatchObject({ __typename: 'SubjectExportOpened' });
  });

  it('counts with what one officer may have revealed within an hour', async () => {
    const greedy = county('county-greedy');
    for (let at = 0; at < REVEALS_PER_HOUR; at += 1) {
      const { id, code } = await prepare(await aWorker(db.owner));
      expect(await open(id, code, greedy)).toMatchObject({ __typename: 'SubjectExportOpened' });
    }
    const { id, code } = await prepare(await aWorker(db.owner));
    expect(await open(id, code, greedy)).toMatchObject({
      __typename: 'RevealLimitReached',
      rule: 'RATE_LIMITED',
      limit: REVEALS_PER_HOUR,
    });
    const reveal = `mutation($input: RevealPersonInput!) { revealPerson(input: $input) { ... on RevealLimitReached { rule } } }`;
    const input = { workerId: newId(), field: 'NAME', purpose: 'AUDIT', reason: '核对' };
    const { data } = await executeSubgraph<{ revealPerson: object }>(workersSubgraph, {
      db: db.app,
      viewer: greedy,
      query: reveal,
      variables: { input },
    });
    expect(data.revealPerson).toEqual({ rule: 'RATE_LIMITED' });
    expect(await open(id, code)).toMatchObject({ __typename: 'SubjectExportOpened' });
  });

  it('stays shut after five wrong codes, each on record', async () => {
    const { id, code } = await prepare(await aWorker(db.owner));
    for (let left = MAX_ATTEMPTS - 1; left >= 0; left -= 1)
      expect(await open(id, 'AAAA-BBBB-CCCC')).toMatchObject({
        rule: 'CODE_WRONG',
        facts: [{ name: 'attemptsLeft', value: String(left) }],
      });
    expect(await open(id, code)).toMatchObject({ rule: 'EXPORT_LOCKED' });
    const failures = await db.owner.query(
      `select from audit_entry where action = 'subject.open' and detail ->> 'outcome' = 'CODE_WRONG' and $1 = any(subject_ids)`,
      [id],
    );
    expect(failures).toHaveLength(MAX_ATTEMPTS);
  });

  it('is prepared and opened by counties and cities of the region alone, with a reason', async () => {
    const workerId = await aWorker(db.owner);
    const { id, code } = await prepare(workerId);
    const input = { idempotencyKey: aKey(), workerId, reason: ' ' };
    expect(await answerOf(db, 'requestSubjectExport', input, { selection: PREPARED })).toMatchObject({
      rule: 'REASON_REQUIRED',
    });
    const abroad = { selection: OPENED, viewer: county('county-9', '340202') };
    expect((await mutate(db, 'openSubjectExport', { id, code }, abroad)).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    for (const role of ['province', 'maker', 'checker', 'cashier', 'auditor', 'analyst', 'admin'] as const) {
      const as = { selection: OPENED, viewer: viewerWith({ role, read: ['34'] }) };
      expect((await mutate(db, 'openSubjectExport', { id, code }, as)).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    }
  });

  it('is given by a city for the people of its own units alone: of a county’s the county gives it', async () => {
    const city = (subject: string) => viewerWith({ role: 'city', read: ['340100'], subject });
    const ofCounty = await aWorker(db.owner, { region_code: '340103' });
    const ask = (workerId: string, viewer = city('city-1')) =>
      answerOf(
        db,
        'requestSubjectExport',
        { idempotencyKey: aKey(), workerId, reason: '本人到窗口申请' },
        { selection: PREPARED, viewer },
      );
    expect(await ask(ofCounty)).toMatchObject({ rule: 'COPY_BY_COUNTY', field: 'workerId' });
    const { id, code } = await prepare(ofCounty);
    expect(await open(id, code, city('city-2'))).toMatchObject({ rule: 'COPY_BY_COUNTY', field: 'id' });
    expect(await open(id, code)).toMatchObject({ __typename: 'SubjectExportOpened' });
    const own = await ask(await aWorker(db.owner, { region_code: '340100' }));
    expect(await open(own.id, String(own['code']), city('city-2'))).toMatchObject({
      __typename: 'SubjectExportOpened',
    });
  });

  it('gives a leave for the other subgraphs that is this officer’s, for this person, for a quarter of an hour', async () => {
    const workerId = await aWorker(db.owner);
    const { id, code } = await prepare(workerId);
    const { grant } = (await open(id, code, county('county-2'))) as unknown as { grant: string };
    expect(personOfGrant(testCipher, county('county-2'), grant)).toBe(workerId);
    expect(() => personOfGrant(testCipher, county('county-3'), grant)).toThrow('No SubjectExport');
    const [person = '', until = '', signature = ''] = grant.split('.');
    expect(Number(until) - Date.now()).toBeLessThanOrEqual(GRANT_MINUTES * 60_000);
    const other = await aWorker(db.owner);
    for (const forged of [
      `${other}.${until}.${signature}`,
      `${person}.${Number(until) + 1}.${signature}`,
      `${person}.${until}.`,
      '',
    ])
      expect(() => personOfGrant(testCipher, county('county-2'), forged)).toThrow('No SubjectExport');
    expect(makeGrant(testCipher, county('county-2'), workerId).grant.split('.')).toHaveLength(3);
  });
});
