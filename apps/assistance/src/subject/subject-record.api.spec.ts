import { describe, expect, it } from '@jest/globals';
import { makeGrant } from '@nuan/federation';
import { newId } from '@nuan/kernel';
import { executeSubgraph, testCipher, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { aPayment, passedDown, raised } from '../ledger/money-builders';
import { aHousehold, aPerson } from '../plan/casework-builders';

describe('what assistance shows a person of itself', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const county = (subject: string, region = '340102') => viewerWith({ role: 'county', read: [region], subject });

  async function aPaidPerson(): Promise<string> {
    const headId = newId();
    const id = await aHousehold(db.owner, { head_worker_id: headId });
    await aPerson(db.owner, { id: headId, household_id: id });
    const holding = await passedDown(db.owner, await raised(db.owner, 900_000), '340102', 900_000);
    await aPayment(db.owner, holding, { household_id: id, payee_id: headId });
    return headId;
  }
  const ask = (viewer: ReturnType<typeof county>, grant: string) =>
    executeSubgraph<{ subjectAidRecord: { subgraph: string; json: string } | null }>(assistanceSubgraph, {
      db: db.app,
      viewer,
      query: 'query($grant: String!) { subjectAidRecord(grant: $grant) { subgraph json html } }',
      variables: { grant },
    });

  it('is its payments and their household’s aid, by the leave that workers gave, and an act of its own', async () => {
    const person = await aPaidPerson();
    const viewer = county('county-1');
    const { data, errors } = await ask(viewer, makeGrant(testCipher, viewer, person).grant);
    expect(errors).toEqual([]);
    const parts = JSON.parse(data.subjectAidRecord?.json ?? '[]') as { title: string; rows: object[] }[];
    expect(parts.find(({ title }) => title.includes('发放)'))?.rows).toHaveLength(1);
    const acts = await db.owner.query(
      `select actor, region_code, subject_ids from audit_entry where action = 'subject.export'`,
    );
    expect(acts).toEqual([{ actor: 'county-1', region_code: '340102', subject_ids: [person] }]);
  });

  it('is shown to nobody with another’s leave, outside the region, or without the right', async () => {
    const person = await aPaidPerson();
    const { grant } = makeGrant(testCipher, county('county-1'), person);
    expect((await ask(county('county-2'), grant)).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const abroad = county('county-9', '340202');
    expect((await ask(abroad, makeGrant(testCipher, abroad, person).grant)).errors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
    const maker = viewerWith({ role: 'maker', read: ['340102'], subject: 'maker-1' });
    expect((await ask(maker, makeGrant(testCipher, maker, person).grant)).errors).toMatchObject([
      { code: 'FORBIDDEN' },
    ]);
  });
});
