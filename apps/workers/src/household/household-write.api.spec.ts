import { describe, expect, it } from '@jest/globals';
import { executeSubgraph, testCipher, useTestDatabase, viewerWith } from '@nuan/testing';

import { aHousehold, aMember } from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';

const OUTCOME = `... on RuleBroken { rule field facts { name value } } ... on VersionConflict { rule currentVersion } ... on TransitionRefused { rule state }`;

describe('changes of a file', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const maker = viewerWith({ role: 'maker', read: ['340103'], subject: 'maker-1' });

  async function change(mutation: string, input: Record<string, unknown>, viewer = maker, select = 'version') {
    const name = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}`;
    const { data, errors } = await executeSubgraph<Record<string, Record<string, unknown>> | null>(workersSubgraph, {
      db: db.app,
      viewer,
      query: `mutation($input: ${name}Input!) { ${mutation}(input: $input) { __typename ... on Household { ${select} } ${OUTCOME} } }`,
      variables: { input: { expectedVersion: 1, reason: '入户核实后更正', ...input } },
    });
    return { outcome: data?.[mutation], errors };
  }

  it('set what is named and leave the rest, seal the address, and tell the timeline why', async () => {
    const { id } = await aHousehold(db.app, { key_group: 'OTHER' });
    const { outcome, errors } = await change(
      'updateHousehold',
      { id, housingType: 'RENTED', housingAreaM2: 42.5, address: '样例路1号', measure: 'MEDICAL_AID' },
      maker,
      'version keyGroup measure housing { type areaM2 } timeline(first: 1) { kind actorId note }',
    );
    expect(errors).toEqual([]);
    expect(outcome).toEqual({
      __typename: 'Household',
      version: 2,
      keyGroup: 'OTHER',
      measure: 'MEDICAL_AID',
      housing: { type: 'RENTED', areaM2: 42.5 },
      timeline: [{ kind: 'FACTS_CHANGED', actorId: 'maker-1', note: '入户核实后更正' }],
    });
    const [row] = await db.app.query<{ address_sealed: Buffer; file: string }[]>(
      'select address_sealed, h::text as file from household h where id = $1',
      [id],
    );
    expect(row?.file).not.toContain('样例路');
    expect(testCipher.open(row?.address_sealed ?? Buffer.of())).toBe('样例路1号');
  });

  it('I33: write an audit row with the reason, in the same transaction, and none when refused', async () => {
    const { id } = await aHousehold(db.app);
    await change('changeCauses', { id, primaryCause: 'SCHOOLING', secondaryCauses: [] });
    await change('changeCauses', { id, primaryCause: 'SCHOOLING', secondaryCauses: ['SCHOOLING'], expectedVersion: 2 });
    const acts = await db.app.query(
      'select actor, action, region_code, detail from audit_entry where $1 = any(subject_ids)',
      [id],
    );
    expect(acts).toEqual([
      {
        actor: 'maker-1',
        action: 'household.changeCauses',
        region_code: '340103',
        detail: { reason: '入户核实后更正', before: ['MAJOR_ILLNESS'], after: ['SCHOOLING'] },
      },
    ]);
  });

  it.each([
    ['the primary cause among the secondary ones', ['LAID_OFF'], null, 'CAUSES_DISTINCT', 'secondaryCauses'],
    ['a secondary cause twice', ['SCHOOLING', 'SCHOOLING'], null, 'CAUSES_DISTINCT', 'secondaryCauses'],
    [
      'four secondary causes',
      ['SCHOOLING', 'ACCIDENT', 'NATURAL_DISASTER', 'MAJOR_ILLNESS'],
      null,
      'SECONDARY_CAUSES_AT_MOST_THREE',
      'secondaryCauses',
    ],
    ['OTHER without words', ['OTHER'], null, 'OTHER_CAUSE_TOLD', 'otherCause'],
    ['words without OTHER', [], '其他', 'OTHER_CAUSE_TOLD', 'otherCause'],
  ])('I7: refuse %s', async (_what, secondaryCauses, otherCause, rule, field) => {
    const { id } = await aHousehold(db.app);
    const { outcome } = await change('changeCauses', { id, primaryCause: 'LAID_OFF', secondaryCauses, otherCause });
    expect(outcome).toMatchObject({ __typename: 'RuleBroken', rule, field });
  });

  it('keep an account sealed and show its mask alone', async () => {
    const { id } = await aHousehold(db.app);
    const account = {
      kind: 'BANK_CARD',
      bankName: '样例银行',
      accountNumber: '9999 9900 0000 0006',
      holderName: '张小明',
    };
    const { outcome } = await change('setBankAccount', { id, ...account }, maker, 'bank { accountMasked }');
    expect(outcome).toMatchObject({ bank: { accountMasked: '样例银行 ****0006' } });
    const [row] = await db.app.query<{ found: boolean; file: string }[]>(
      'select bank_account_hash = $2 as found, h::text as file from household h where id = $1',
      [id, testCipher.hash('bank-account', '9999990000000006')],
    );
    expect(row).toMatchObject({ found: true, file: expect.not.stringContaining('9999990000000006') });
  });

  it.each([
    ['of a wrong check digit', { kind: 'BANK_CARD', accountNumber: '9999990000000003' }, 'BANK_CARD'],
    ['copied from its mask', { kind: 'BANK_CARD', accountNumber: '****0002' }, 'MASKED_VALUE_REJECTED'],
    ['of letters', { kind: 'PASSBOOK', accountNumber: 'ABCDEFGH' }, 'PASSBOOK_NUMBER'],
  ])('refuse an account %s', async (_what, account, rule) => {
    const { id } = await aHousehold(db.app);
    const { errors } = await change('setBankAccount', { id, bankName: '样例银行', holderName: '张小明', ...account });
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', details: { rule, field: 'accountNumber' } }]);
  });

  it('I15: refuse an account in another name than the head’s, and keep the one on file', async () => {
    const { id } = await aHousehold(db.app);
    const account = {
      kind: 'BANK_CARD',
      bankName: '样例银行',
      accountNumber: '9999990000000006',
      holderName: '李大勇',
    };
    const { outcome } = await change('setBankAccount', { id, ...account });
    expect(outcome).toMatchObject({ __typename: 'RuleBroken', rule: 'ACCOUNT_NOT_OF_HEAD', field: 'holderName' });
    const [row] = await db.app.query<object[]>('select bank_account_hash, version from household where id = $1', [id]);
    expect(row).toEqual({ bank_account_hash: null, version: 1 });
  });

  it('refuse a reason that is missing, and one that holds an ID number', async () => {
    const { id } = await aHousehold(db.app);
    const cause = { id, primaryCause: 'SCHOOLING', secondaryCauses: [] };
    const missing = await change('changeCauses', { ...cause, reason: '  ' });
    expect(missing.outcome).toMatchObject({ rule: 'REASON_REQUIRED', field: 'reason' });
    const told = await change('changeCauses', { ...cause, reason: '身份证 349900 19700101 1234' });
    expect(told.errors).toMatchObject([{ details: { rule: 'NO_PERSONAL_NUMBERS', field: 'reason' } }]);
  });

  it('refuse an old version, naming the present one', async () => {
    const { id } = await aHousehold(db.app, { version: 3 });
    const { outcome } = await change('changeCauses', { id, primaryCause: 'SCHOOLING', secondaryCauses: [] });
    expect(outcome).toEqual({ __typename: 'VersionConflict', rule: 'VERSION', currentVersion: 3 });
  });

  it('refuse a file whose exit is under way, and zero employment where a member works', async () => {
    const leaving = await aHousehold(db.owner, { status: 'EXIT_PROPOSED' });
    const late = await change('updateHousehold', { id: leaving.id, canHelpItself: true });
    expect(late.outcome).toMatchObject({
      rule: 'FILE_NOT_EDITABLE',
      facts: [{ name: 'status', value: 'EXIT_PROPOSED' }],
    });
    const { id } = await aHousehold(db.app, { head: { employment_status: 'RETIRED' } });
    await aMember(db.app, id, { employment_status: 'ON_POST' });
    const working = await change('updateHousehold', { id, isZeroEmployment: true });
    expect(working.outcome).toMatchObject({ rule: 'ZERO_EMPLOYMENT_CONTRADICTED' });
  });

  it('I34: answer NOT_FOUND outside the regions in which the viewer writes, and FORBIDDEN to who may not write', async () => {
    const { id } = await aHousehold(db.app, { region_code: '340202' });
    expect((await change('updateHousehold', { id, canHelpItself: true })).errors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
    for (const role of ['checker', 'city', 'cashier', 'auditor'] as const) {
      const { errors } = await change(
        'updateHousehold',
        { id, canHelpItself: true },
        viewerWith({ role, read: ['340202'] }),
      );
      expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    }
  });

  it('record the schooling of a member, never of the head, and end it', async () => {
    const { id, headId } = await aHousehold(db.app);
    const personId = await aMember(db.app, id, { relation: 'CHILD', employment_status: 'STUDENT' });
    const members = 'members { relation student { level endedOn } }';
    const study = { id, personId, level: 'UNDERGRADUATE', school: '样例大学', enrolledYear: 2016, programmeYears: 4 };
    const recorded = await change('recordStudy', study, maker, members);
    expect(recorded.outcome?.['members']).toContainEqual({
      relation: 'CHILD',
      student: { level: 'UNDERGRADUATE', endedOn: null },
    });
    const head = await change('recordStudy', { ...study, personId: headId, expectedVersion: 2 });
    expect(head.outcome).toMatchObject({ rule: 'STUDENT_NOT_HEAD', field: 'personId' });
    const ended = await change('endStudy', { id, personId, endedOn: '2017-01-20', expectedVersion: 2 }, maker, members);
    expect(ended.outcome?.['members']).toContainEqual({ relation: 'CHILD', student: null });
    const stranger = await change('recordStudy', { ...study, personId: id, expectedVersion: 3 });
    expect(stranger.outcome).toMatchObject({ rule: 'MEMBER_OF_HOUSEHOLD' });
  });
});
