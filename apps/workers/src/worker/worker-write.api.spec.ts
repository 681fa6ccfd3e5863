import { describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { executeSubgraph, testCipher, useTestDatabase, viewerWith } from '@nuan/testing';

import { missingMigrantEvidence } from '../migrant/migrant-rule';
import { MigrantEvidenceKind } from '../migrant/migrant-evidence.entity';
import { aHousehold, aMember, anEnterprise, anIdNumber, aRow, aWorker } from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';

const { CONTRACT, FACTUAL_RELATION, UNION_CARD, RESIDENCE_PERMIT } = MigrantEvidenceKind;

describe('the evidence of migrant work', () => {
  const papers = [
    { kind: UNION_CARD, fromOn: '2015-01-01', untilOn: null },
    { kind: RESIDENCE_PERMIT, fromOn: '2015-01-01', untilOn: null },
  ];
  const work = (kind: MigrantEvidenceKind, fromOn: string, untilOn: string | null = null) => ({
    kind,
    fromOn,
    untilOn,
  });

  it.each([
    ['a contract of a year', work(CONTRACT, '2016-06-01', '2017-05-31'), []],
    ['a contract a day short of a year', work(CONTRACT, '2016-06-01', '2017-05-30'), ['WORK']],
    ['an open-ended contract', work(CONTRACT, '2017-01-01'), []],
    ['a contract that begins tomorrow', work(CONTRACT, '2017-01-24'), ['WORK']],
    ['a year of work without contract', work(FACTUAL_RELATION, '2016-01-24'), []],
    ['a day less of it', work(FACTUAL_RELATION, '2016-01-25'), ['WORK']],
  ])('I10: takes %s for what it is', (_what, paper, missing) => {
    expect(missingMigrantEvidence([...papers, paper], '2017-01-23')).toEqual(missing);
  });

  it('I10: asks for the union card and the residence permit as well', () => {
    expect(missingMigrantEvidence([work(CONTRACT, '2016-01-01')], '2017-01-23')).toEqual([
      'UNION_CARD',
      'RESIDENCE_PERMIT',
    ]);
  });
});

describe('changes of persons', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const maker = viewerWith({ role: 'maker', read: ['340103'], subject: 'maker-1' });

  async function change(mutation: string, input: Record<string, unknown>, select = 'version', viewer = maker) {
    const name = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}`;
    const { data, errors } = await executeSubgraph<Record<string, Record<string, unknown>> | null>(workersSubgraph, {
      db: db.app,
      viewer,
      query: `mutation($input: ${name}Input!) { ${mutation}(input: $input) { __typename ... on Worker { ${select} }
        ... on RuleBroken { rule field } ... on VersionConflict { rule currentVersion } } }`,
      variables: { input: { expectedVersion: 1, reason: '入户核实', ...input } },
    });
    return { outcome: data?.[mutation], errors };
  }

  async function run(mutation: string, input: Record<string, unknown>, type: string) {
    const { data, errors } = await executeSubgraph<Record<string, Record<string, unknown>> | null>(workersSubgraph, {
      db: db.app,
      viewer: maker,
      query: `mutation($input: ${type}!) { ${mutation}(input: $input) { __typename ... on Worker { version healthMasked consents { id purpose withdrawnAt } } ... on RuleBroken { rule field } } }`,
      variables: { input },
    });
    return { outcome: data?.[mutation], errors };
  }

  /** Illness and disability of a person as they are sealed. */
  async function kept(id: string): Promise<(string | null)[]> {
    const [row] = await db.owner.query<{ health_sealed: Buffer | null; disability_sealed: Buffer | null }[]>(
      'select health_sealed, disability_sealed from worker where id = $1',
      [id],
    );
    return [row?.health_sealed, row?.disability_sealed].map((sealed) => (sealed ? testCipher.open(sealed) : null));
  }

  it('carry the work of the head over to the file', async () => {
    const employerId = await anEnterprise(db.app);
    const { headId } = await aHousehold(db.app, {
      is_zero_employment: true,
      head: { employment_status: 'UNEMPLOYED' },
    });
    const { outcome, errors } = await change(
      'changeWork',
      { id: headId, employmentStatus: 'ON_POST', employerId, contractUntil: '2018-06-30', diversion: 'REASSIGNED' },
      'version employmentStatus contractUntil diversion household { version isZeroEmployment employer { id } timeline(first: 1) { kind } }',
    );
    expect(errors).toEqual([]);
    expect(outcome).toEqual({
      __typename: 'Worker',
      version: 2,
      employmentStatus: 'ON_POST',
      contractUntil: '2018-06-30',
      diversion: 'REASSIGNED',
      household: {
        version: 2,
        isZeroEmployment: false,
        employer: { id: employerId },
        timeline: [{ kind: 'WORK_CHANGED' }],
      },
    });
  });

  it('refuse a diversion without an employer, and an employer that nobody knows', async () => {
    const id = await aWorker(db.app);
    expect((await change('changeWork', { id, diversion: 'REASSIGNED' })).outcome).toMatchObject({
      rule: 'DIVERSION_NEEDS_EMPLOYER',
    });
    expect((await change('changeWork', { id, employerId: newId() })).outcome).toMatchObject({ rule: 'EMPLOYER_KNOWN' });
    expect((await change('changeWork', { id })).outcome).toMatchObject({ rule: 'NOTHING_TO_CHANGE' });
  });

  it('keep a phone sealed, and refuse its mask', async () => {
    const id = await aWorker(db.app);
    const { outcome } = await change('changePhone', { id, phone: '100 0000 5678' }, 'phoneMasked');
    expect(outcome).toMatchObject({ phoneMasked: '100****5678' });
    const [row] = await db.app.query<{ phone_sealed: Buffer }[]>('select phone_sealed from worker where id = $1', [id]);
    expect(testCipher.open(row?.phone_sealed ?? Buffer.of())).toBe('10000005678');
    const masked = await change('changePhone', { id, phone: '100****5678', expectedVersion: 2 });
    expect(masked.errors).toMatchObject([{ details: { rule: 'MASKED_VALUE_REJECTED', field: 'phone' } }]);
  });

  it('keep illness only under a consent for it that holds, a guardian’s for a child', async () => {
    const id = await aWorker(db.app, { birth_year: 2010 });
    const guardian = await aWorker(db.app);
    const health = { id, health: 'LIVER', disability: { kind: 'LIMB', grade: 2 } };
    expect((await change('changeHealth', health)).outcome).toMatchObject({ rule: 'CONSENT_REQUIRED', field: 'health' });
    const consent = {
      worker_id: id,
      purpose: 'HEALTH_DATA',
      text_version: '2016-1',
      channel: 'PAPER',
      given_at: '2016-11-01T09:00:00+08:00',
    };
    await aRow(db.app, 'consent', consent);
    expect((await change('changeHealth', health)).outcome).toMatchObject({ rule: 'CONSENT_REQUIRED' });
    await aRow(db.owner, 'consent', { ...consent, guardian_id: guardian });
    expect((await change('changeHealth', health, 'healthMasked')).outcome).toEqual({
      __typename: 'Worker',
      healthMasked: 'ON_FILE',
    });
    expect(await kept(id)).toEqual(['LIVER', 'LIMB:2']);
  });

  it('keep a disability that isn’t spoken of when the illness changes, since only a mask of it is shown', async () => {
    const id = await aWorker(db.app, { disability_sealed: testCipher.seal('LIMB:2') });
    await aRow(db.app, 'consent', {
      ...{ worker_id: id, purpose: 'HEALTH_DATA', text_version: '2016-1', channel: 'PAPER' },
      given_at: '2016-11-01T09:00:00+08:00',
    });
    await change('changeHealth', { id, health: 'LUNG' });
    expect(await kept(id)).toEqual(['LUNG', 'LIMB:2']);
    await change('changeHealth', { id, health: 'LUNG', disability: null, expectedVersion: 2 });
    expect(await kept(id)).toEqual(['LUNG', null]);
  });

  it('record a consent once, a guardian’s for a child, and erase what was kept under it when it is taken back', async () => {
    const { headId, id: household } = await aHousehold(db.app);
    const child = await aMember(db.app, household, {
      relation: 'CHILD',
      birth_year: 2010,
      id_number_sealed: testCipher.seal(anIdNumber('2010-05-06')),
    });
    const consent = {
      personId: child,
      purpose: 'HEALTH_DATA',
      textVersion: '2016-1',
      channel: 'PAPER',
      givenAt: '2017-01-20T09:00:00+08:00',
    };
    const record = (more: Record<string, unknown>) =>
      run('recordPersonConsent', { ...consent, idempotencyKey: newId(), ...more }, 'RecordPersonConsentInput');
    expect((await record({})).outcome).toMatchObject({ rule: 'GUARDIAN_REQUIRED', field: 'guardianId' });
    expect((await record({ personId: headId, guardianId: child })).outcome).toMatchObject({
      rule: 'GUARDIAN_NOT_NEEDED',
    });
    const recorded = await record({ guardianId: headId });
    const [given] = (recorded.outcome?.['consents'] ?? []) as { id: string }[];
    expect(recorded.outcome?.['consents']).toEqual([
      { id: expect.any(String), purpose: 'HEALTH_DATA', withdrawnAt: null },
    ]);
    expect((await record({ guardianId: headId })).outcome).toMatchObject({ rule: 'CONSENT_IN_FORCE' });
    expect((await change('changeHealth', { id: child, health: 'LIVER' }, 'healthMasked')).outcome).toMatchObject({
      healthMasked: 'ON_FILE',
    });
    const taken = { consentId: given?.id, reason: '监护人撤回' };
    const withdrawn = await run('withdrawPersonConsent', taken, 'WithdrawPersonConsentInput');
    expect(withdrawn.outcome).toMatchObject({ healthMasked: 'NOTHING_ON_FILE', version: 3 });
    const [row] = await db.app.query('select health_sealed from worker where id = $1', [child]);
    expect(row).toEqual({ health_sealed: null });
    expect((await run('withdrawPersonConsent', taken, 'WithdrawPersonConsentInput')).outcome).toMatchObject({
      rule: 'CONSENT_WITHDRAWN',
    });
    expect((await change('changeHealth', { id: child, health: 'LIVER', expectedVersion: 3 })).outcome).toMatchObject({
      rule: 'CONSENT_REQUIRED',
    });
  });

  it('make a file a model worker’s by its head alone', async () => {
    const { id, headId } = await aHousehold(db.app);
    const spouse = await aMember(db.app, id);
    const household = 'household { isModelWorker }';
    const other = await change('setModelWorkerLevel', { id: spouse, level: 'OTHER' }, household);
    expect(other.outcome).toMatchObject({ household: { isModelWorker: false } });
    const head = await change('setModelWorkerLevel', { id: headId, level: 'PROVINCIAL' }, household);
    expect(head.outcome).toMatchObject({ household: { isModelWorker: true } });
  });

  it('I10: let the papers alone decide who is migrant, and the head’s decide the household', async () => {
    const { headId } = await aHousehold(db.app);
    const select = 'version isMigrant household { isMigrant } migrantEvidence { id version }';
    let version = 1;
    const record = async (kind: string) => {
      const input = { id: headId, expectedVersion: version, kind, from: '2015-01-01', documentNo: 'A-1' };
      version += 1;
      return (await change('recordMigrantEvidence', input, select)).outcome;
    };
    expect(await record('CONTRACT')).toMatchObject({ isMigrant: false });
    expect(await record('UNION_CARD')).toMatchObject({ isMigrant: false });
    const migrant = await record('RESIDENCE_PERMIT');
    expect(migrant).toMatchObject({ isMigrant: true, household: { isMigrant: true } });
    const again = await change('recordMigrantEvidence', {
      id: headId,
      expectedVersion: 4,
      kind: 'CONTRACT',
      from: '2015-01-01',
    });
    expect(again.outcome).toMatchObject({ rule: 'EVIDENCE_RECORDED', field: 'kind' });
    const [contract] = (migrant?.['migrantEvidence'] ?? []) as { id: string; version: number }[];
    const withdrawn = await change('withdrawMigrantEvidence', { id: contract?.id, reason: '合同系伪造' }, select);
    expect(withdrawn.outcome).toMatchObject({ isMigrant: false, household: { isMigrant: false } });
    const foreign = viewerWith({ role: 'maker', read: ['340202'] });
    const outside = await change('withdrawMigrantEvidence', { id: contract?.id }, select, foreign);
    expect(outside.errors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });
});
