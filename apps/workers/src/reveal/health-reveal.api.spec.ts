import { describe, expect, it } from '@jest/globals';
import type { Role } from '@nuan/auth';
import { executeSubgraph, testCipher, useTestDatabase, viewerWith } from '@nuan/testing';

import { anApplicationAt } from '../filing/application-builder';
import { ApplicationStatus } from '../filing/application-status';
import { aRow, aWorker } from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';

describe('illness and disability', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const sealed = () => ({
    health_sealed: testCipher.seal('LIVER'),
    disability_sealed: testCipher.seal('LIMB:2'),
  });

  async function run(role: Role, query: string, input: Record<string, unknown>) {
    return executeSubgraph<Record<string, Record<string, unknown> | null> | null>(workersSubgraph, {
      db: db.app,
      viewer: viewerWith({ role, read: ['340103'], subject: `${role}-health` }),
      query,
      variables: input,
    });
  }

  async function reveal(role: Role, input: Record<string, unknown>) {
    const { data, errors } = await run(
      role,
      `mutation($input: RevealPersonInput!) { revealPerson(input: $input) { __typename
         ... on PersonRevealed { workerId filingPersonId value } ... on RuleBroken { rule field } } }`,
      { input: { purpose: 'FILING_CHECK', reason: '核对诊断证明', ...input } },
    );
    return { outcome: data?.['revealPerson'], errors };
  }

  it.each(['city', 'county', 'maker', 'checker', 'auditor'] as const)(
    'are shown to a %s by one mask, of a person on file and of one of an application',
    async (role) => {
      const workerId = await aWorker(db.owner, sealed());
      const { id, headId } = await anApplicationAt(db.owner, ApplicationStatus.CHECKED);
      await db.owner.query('update filing_person set health_sealed = $2 where id = $1', [
        headId,
        sealed().health_sealed,
      ]);
      const { data, errors } = await run(
        role,
        `query($worker: ID!, $filing: ID!) { worker(id: $worker) { healthMasked }
           filingApplication(id: $filing) { persons { healthMasked } } }`,
        { worker: workerId, filing: id },
      );
      expect(errors).toEqual([]);
      expect(data).toEqual({
        worker: { healthMasked: 'ON_FILE' },
        filingApplication: { persons: [{ healthMasked: 'ON_FILE' }] },
      });
    },
  );

  it('are told by the mask as not on file where neither is', async () => {
    const workerId = await aWorker(db.owner);
    const { data } = await run('county', 'query($id: ID!) { worker(id: $id) { healthMasked } }', { id: workerId });
    expect(data).toEqual({ worker: { healthMasked: 'NOTHING_ON_FILE' } });
  });

  it('I33: are revealed to a county one by one, on record with purpose and reason, and never as values', async () => {
    const workerId = await aWorker(db.owner, sealed());
    for (const [field, value] of [
      ['HEALTH', 'LIVER'],
      ['DISABILITY', 'LIMB:2'],
    ])
      expect((await reveal('county', { workerId, field })).outcome).toEqual({
        __typename: 'PersonRevealed',
        ...{ workerId, filingPersonId: null, value },
      });
    const acts = await db.app.query<object[]>(
      'select actor, action, region_code, detail from audit_entry where $1 = any(subject_ids) order by seq',
      [workerId],
    );
    const reasons = { purpose: 'FILING_CHECK', reason: '核对诊断证明' };
    const act = { actor: 'county-health', action: 'person.reveal', region_code: '340103' };
    expect(acts).toEqual(['HEALTH', 'DISABILITY'].map((field) => ({ ...act, detail: { field, ...reasons } })));
  });

  it('are revealed of a person of an application too, as long as the consent to keep them holds', async () => {
    const { id, headId } = await anApplicationAt(db.owner, ApplicationStatus.CHECKED);
    await db.owner.query('update filing_person set health_sealed = $2 where id = $1', [headId, sealed().health_sealed]);
    const asked = { filingPersonId: headId, field: 'HEALTH' };
    const revealed = { __typename: 'PersonRevealed', workerId: null, filingPersonId: headId };
    expect((await reveal('county', asked)).outcome).toEqual({ ...revealed, value: 'LIVER' });
    const about = await db.app.query(
      `select subject_ids @> array[$1, $2]::uuid[] as both from audit_entry where action = 'person.reveal' and $1 = any(subject_ids)`,
      [headId, id],
    );
    expect(about).toEqual([{ both: true }]);
    await aRow(db.owner, 'consent', {
      ...{ application_id: id, filing_person_id: headId, purpose: 'HEALTH_DATA', text_version: '2016-1' },
      ...{ channel: 'PAPER', given_at: '2017-01-05T09:00:00+08:00', withdrawn_at: '2017-01-20T09:00:00+08:00' },
    });
    expect((await reveal('county', asked)).outcome).toEqual({ ...revealed, value: null });
  });

  it('are revealed to nobody else: a city reveals numbers and sees a mask of health', async () => {
    const workerId = await aWorker(db.owner, sealed());
    for (const role of ['city', 'province', 'maker', 'checker', 'cashier', 'auditor', 'analyst'] as const)
      for (const field of ['HEALTH', 'DISABILITY'])
        expect((await reveal(role, { workerId, field })).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect((await reveal('city', { workerId, field: 'NAME' })).outcome).toMatchObject({ __typename: 'PersonRevealed' });
  });

  it('are revealed of exactly one person of the viewer’s regions', async () => {
    const workerId = await aWorker(db.owner, { region_code: '340202', ...sealed() });
    const { headId } = await anApplicationAt(db.owner, ApplicationStatus.CHECKED, { row: { region_code: '340202' } });
    const codes = async (input: object) => (await reveal('county', { field: 'HEALTH', ...input })).errors;
    expect(await codes({ workerId })).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect(await codes({ filingPersonId: headId })).toMatchObject([{ code: 'NOT_FOUND' }]);
    for (const input of [{}, { workerId, filingPersonId: headId }])
      expect(await codes(input)).toMatchObject([{ details: { rule: 'ONE_PERSON', field: 'workerId' } }]);
  });
});
