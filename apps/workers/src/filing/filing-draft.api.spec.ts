import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { testCipher, useTestDatabase } from '@nuan/testing';

import { aHousehold, anIdNumber, exitOn, aUnion } from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';
import { ApplicationStatus } from './application-status';
import { anApplicationAt, OFFICERS } from './application-builder';
import { aLine, type Answer, clockAt, officerOf, sendStep } from './filing-driver';

const consent = (purpose: string, row: object = {}) => ({
  purpose,
  textVersion: '2016-1',
  channel: 'PAPER',
  givenAt: '2017-01-20T09:00:00+08:00',
  ...row,
});

const head = (row: object = {}) => ({
  relation: 'HEAD',
  name: '张小明',
  idNumber: anIdNumber(),
  employmentStatus: 'LAID_OFF',
  unionMember: true,
  consents: [consent('FINANCIAL_CHECK')],
  ...row,
});

const form = (row: object = {}) => ({
  tier: 'COUNTY',
  primaryCause: 'LAID_OFF',
  address: '庐阳区样例路1号',
  declaration: {
    homesOwned: 0,
    runsBusiness: false,
    hasCostlySchooling: false,
    keepsVehicle: false,
    isIdleWithoutReason: false,
  },
  persons: [head()],
  amounts: [{ kind: 'WAGE', amount: '4800.00', personIndex: 0 }],
  ...row,
});

describe('a draft', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const maker = officerOf('maker', OFFICERS.maker);

  const unionId = newId();

  beforeAll(async () => {
    await aLine(db);
    await aUnion(db.owner, { id: unionId });
  });

  const create = (content: object, more: object = {}, viewer = maker): Promise<Answer> =>
    sendStep(db, {
      viewer,
      mutation: 'createFilingDraft',
      inputType: 'CreateFilingDraftInput',
      input: { idempotencyKey: newId(), regionCode: '340103', unionId, content, ...more },
    });

  const send = (mutation: string, inputType: string, id: string | undefined, version: number, more: object = {}) =>
    sendStep(db, { viewer: maker, mutation, inputType, input: { id, expectedVersion: version, ...more } });

  const submit = (id: string | undefined, version = 1) => send('submitFiling', 'FilingStepInput', id, version);

  it('is made once per key, whatever comes twice or at once', async () => {
    const input = { idempotencyKey: newId(), regionCode: '340103', unionId, content: form() };
    const request = { viewer: maker, mutation: 'createFilingDraft', inputType: 'CreateFilingDraftInput', input };
    const answers = await Promise.all([sendStep(db, request), sendStep(db, request), sendStep(db, request)]);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    const other = await sendStep(db, { ...request, input: { ...input, content: form({ tier: 'NATIONAL' }) } });
    expect(other).toMatchObject({ code: 'CONFLICT', rule: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('is begun for no union that is not known, or dissolved on that day', async () => {
    const dissolved = await aUnion(db.owner, { dissolved_on: '2016-12-01', successor_id: unionId });
    expect(await create(form(), { unionId: newId() })).toMatchObject({ rule: 'UNION_UNKNOWN', field: 'unionId' });
    expect(await create(form(), { unionId: dissolved })).toMatchObject({ rule: 'UNION_DISSOLVED', field: 'unionId' });
  });

  it('I2: keeps what identifies a person sealed and hashed, never in the clear', async () => {
    const idNumber = anIdNumber();
    const card = '9999990000000000014';
    const account = { bankName: '样例银行', kind: 'BANK_CARD', accountNumber: card, holderName: '张小明' };
    const { id } = await create(form({ account, persons: [head({ idNumber, phone: '10000000009' })] }));
    const rows = await db.app.query<{ text: string; sealed: Buffer }[]>(
      `select p::text || f::text as text, p.id_number_sealed as sealed from filing_person p join filing_application f on f.id = p.application_id where f.id = $1`,
      [id],
    );
    expect(testCipher.open(rows[0]?.sealed ?? Buffer.alloc(0))).toBe(idNumber);
    for (const secret of [idNumber, card, '10000000009', '庐阳区样例路1号'])
      expect(rows[0]?.text).not.toContain(secret);
  });

  it.each([
    [
      'a masked ID number',
      form({ persons: [head({ idNumber: '349***********1234' })] }),
      'MASKED_VALUE_REJECTED',
      'content.persons.0.idNumber',
    ],
    [
      '15 digits',
      form({ persons: [head({ idNumber: '349900700101123' })] }),
      'RESIDENT_ID_15_DIGITS',
      'content.persons.0.idNumber',
    ],
    [
      'a wrong check character',
      form({ persons: [head({ idNumber: '349900197001010000' })] }),
      'RESIDENT_ID',
      'content.persons.0.idNumber',
    ],
    ['a masked name', form({ persons: [head({ name: '张*明' })] }), 'MASKED_VALUE_REJECTED', 'content.persons.0.name'],
    ['a NUL in a name', form({ persons: [head({ name: '张\u0000明' })] }), 'TEXT_CHARACTERS', 'content.persons.0.name'],
    [
      'a masked phone',
      form({ persons: [head({ phone: '100****0001' })] }),
      'MASKED_VALUE_REJECTED',
      'content.persons.0.phone',
    ],
    ['a short phone', form({ persons: [head({ phone: '12345' })] }), 'PHONE', 'content.persons.0.phone'],
    [
      'a card that fails Luhn',
      form({
        account: {
          bankName: '样例银行',
          kind: 'BANK_CARD',
          accountNumber: '9999990000000000015',
          holderName: '张小明',
        },
      }),
      'BANK_CARD',
      'content.account.accountNumber',
    ],
    [
      'an account of somebody else',
      form({ account: { bankName: '样例银行', kind: 'PASSBOOK', accountNumber: '12345678', holderName: '李四' } }),
      'ACCOUNT_NOT_OF_HEAD',
      'content.account.holderName',
    ],
    ['two heads', form({ persons: [head(), head()] }), 'ONE_HEAD', 'content.persons'],
    [
      'a negative amount',
      form({ amounts: [{ kind: 'WAGE', amount: '-1.00' }] }),
      'AMOUNT_NEGATIVE',
      'content.amounts.0.amount',
    ],
    [
      'an amount of nobody',
      form({ amounts: [{ kind: 'WAGE', amount: '1.00', personIndex: 4 }] }),
      'PERSON_INDEX',
      'content.amounts.0.personIndex',
    ],
    [
      'a diversion without an employer',
      form({ persons: [head({ diversion: 'REASSIGNED' })] }),
      'DIVERSION_WITHOUT_EMPLOYER',
      'content.persons.0.diversion',
    ],
    [
      'an illness without consent',
      form({ persons: [head({ health: 'LIVER' })] }),
      'HEALTH_CONSENT_REQUIRED',
      'content.persons.0.health',
    ],
    [
      'a consent from the future',
      form({ persons: [head({ consents: [consent('FINANCIAL_CHECK', { givenAt: '2017-01-24T09:00:00+08:00' })] })] }),
      'CONSENT_IN_FUTURE',
      'content.persons.0.consents.0.givenAt',
    ],
    [
      'twenty-one persons',
      form({ persons: Array.from({ length: 21 }, () => head({ relation: 'OTHER' })) }),
      'arrayMaxSize',
      'input.content.persons',
    ],
  ])('is refused with %s', async (_what, content, rule, field) => {
    const answer = await create(content);
    expect([answer.rule, answer.field]).toEqual([rule, expect.stringContaining(field.replace('input.', ''))]);
  });

  it.each([
    [
      'four secondary causes',
      { secondaryCauses: ['SCHOOLING', 'ACCIDENT', 'NATURAL_DISASTER', 'MAJOR_ILLNESS'] },
      'SECONDARY_CAUSES_AT_MOST_THREE',
    ],
    ['a secondary cause twice', { secondaryCauses: ['SCHOOLING', 'SCHOOLING'] }, 'CAUSES_DISTINCT'],
    ['the primary cause as a secondary one', { secondaryCauses: ['LAID_OFF'] }, 'CAUSES_DISTINCT'],
    ['OTHER without words', { secondaryCauses: ['OTHER'] }, 'OTHER_CAUSE_TOLD'],
    ['words without OTHER', { otherCause: '火灾' }, 'OTHER_CAUSE_TOLD'],
  ])('I7: is refused with %s', async (_what, row, rule) => {
    expect(await create(form(row))).toMatchObject({ __typename: 'RuleBroken', rule });
  });

  it('is refused with one person twice', async () => {
    const idNumber = anIdNumber();
    const persons = [head({ idNumber }), head({ idNumber: idNumber.toLowerCase(), relation: 'SPOUSE' })];
    expect(await create(form({ persons }))).toMatchObject({
      rule: 'PERSON_TWICE',
      field: 'content.persons.1.idNumber',
    });
  });

  it.each([
    ['four secondary causes', ['SCHOOLING', 'ACCIDENT', 'MAJOR_ILLNESS', 'NATURAL_DISASTER']],
    ['one twice', ['SCHOOLING', 'SCHOOLING']],
    ['one twice, apart', ['SCHOOLING', 'ACCIDENT', 'SCHOOLING']],
    ['the primary one among them', ['LAID_OFF']],
  ])('I7: is refused by the database itself with %s', async (_what, causes) => {
    const { id } = await create(form());
    const write = db.owner.query('update filing_application set secondary_causes = $2 where id = $1', [id, causes]);
    await expect(write).rejects.toMatchObject({ constraint: 'filing_application_causes_distinct' });
  });

  it('I32: is made in a county or city that exists on the day, within the viewer’s regions', async () => {
    expect(await create(form(), { regionCode: '340102' })).toMatchObject({ code: 'FORBIDDEN' });
    const province = officerOf('maker', 'maker-1', '340000');
    expect(await create(form(), { regionCode: '340000' }, province)).toMatchObject({ rule: 'REGION_KEEPS_FILES' });
    expect(await create(form(), { regionCode: '341400' }, province)).toMatchObject({ rule: 'REGION_KEEPS_FILES' });
  });

  it('of a relapse names the closed file, and no other', async () => {
    const [open, closed] = [await aHousehold(db.owner), await aHousehold(db.owner, exitOn('2016-12-30'))];
    expect(await create(form(), { previousFileId: open.id })).toMatchObject({ rule: 'PREVIOUS_FILE_CLOSED' });
    expect(await create(form(), { previousFileId: newId() })).toMatchObject({ rule: 'PREVIOUS_FILE_CLOSED' });
    expect(await create(form(), { previousFileId: closed.id })).toMatchObject({ status: 'DRAFT' });
    const events = await db.app.query('select kind, actor_id from file_event where household_id = $1', [closed.id]);
    expect(events).toEqual([{ kind: 'RELAPSED', actor_id: OFFICERS.maker }]);
    const foreign = await aHousehold(db.owner, { ...exitOn('2016-12-30'), region_code: '340102' });
    expect(await create(form(), { previousFileId: foreign.id })).toMatchObject({ rule: 'PREVIOUS_FILE_CLOSED' });
  });

  it('of a relapse is not handed in for others than those of the old file', async () => {
    const idNumber = anIdNumber();
    const own = { id_number_hash: testCipher.hash('id-number', idNumber) };
    const closed = await aHousehold(db.owner, { ...exitOn('2016-12-30'), head: own });
    const strangers = await create(form(), { previousFileId: closed.id });
    expect(await submit(strangers.id)).toMatchObject({ rule: 'PREVIOUS_FILE_OWN', field: 'content.persons' });
    const same = await create(form({ persons: [head({ idNumber })] }), { previousFileId: closed.id });
    expect(await submit(same.id)).toMatchObject({ status: 'SUBMITTED' });
  });

  it('is saved anew with what is sealed kept, and without those who were taken out', async () => {
    const { id } = await create(form({ persons: [head({ phone: '10000000009' }), head({ relation: 'SPOUSE' })] }));
    const read = () =>
      db.app.query<{ id: string; phone_mask: string; name: string }[]>(
        'select id, phone_mask, name from filing_person where application_id = $1 and is_current order by ordinal',
        [id],
      );
    const [first] = await read();
    const persons = [head({ id: first?.id, idNumber: undefined, name: '张大明', consents: [] })];
    const saved = await send('saveFilingDraft', 'SaveFilingDraftInput', id, 1, {
      content: form({ persons, address: undefined, amounts: [] }),
    });
    expect(saved).toMatchObject({ status: 'DRAFT', version: 2 });
    expect(await read()).toEqual([{ id: first?.id, phone_mask: '100****0009', name: '张大明' }]);
    // The consent and the address of the first saving hold still.
    expect(await submit(id, 2)).toMatchObject({ status: 'SUBMITTED' });
    expect(await send('saveFilingDraft', 'SaveFilingDraftInput', id, 3, { content: form() })).toMatchObject({
      __typename: 'TransitionRefused',
    });
  });

  it('has the guardian consent for a child under 14, and nobody else', async () => {
    const child = (consents: object[], bornOn = '2008-01-01') =>
      head({
        relation: 'CHILD',
        idNumber: anIdNumber(bornOn),
        employmentStatus: 'STUDENT',
        unionMember: false,
        health: 'BLOOD',
        consents,
      });
    const withChild = (...args: Parameters<typeof child>) => create(form({ persons: [head(), child(...args)] }));
    expect(await withChild([consent('HEALTH_DATA')])).toMatchObject({ rule: 'GUARDIAN_REQUIRED' });
    expect(await withChild([consent('HEALTH_DATA', { guardianIndex: 1 })])).toMatchObject({
      rule: 'GUARDIAN_REQUIRED',
    });
    expect(await withChild([consent('HEALTH_DATA', { guardianIndex: 0 })])).toMatchObject({ status: 'DRAFT' });
    expect(await withChild([consent('HEALTH_DATA', { guardianIndex: 0 })], '2003-01-23')).toMatchObject({
      rule: 'GUARDIAN_NOT_NEEDED',
    });
    expect(await withChild([consent('HEALTH_DATA')], '2003-01-23')).toMatchObject({ status: 'DRAFT' });
  });

  it.each([
    ['a head', { persons: [head({ relation: 'SPOUSE' })] }, 'ONE_HEAD'],
    ['a primary cause', { primaryCause: null }, 'PRIMARY_CAUSE_REQUIRED'],
    ['a tier', { tier: null }, 'TIER_REQUIRED'],
    ['an address', { address: null }, 'ADDRESS_REQUIRED'],
    ['the consent to the check of finances', { persons: [head({ consents: [] })] }, 'CONSENT_REQUIRED'],
    ['that of a member', { persons: [head(), head({ relation: 'SPOUSE', consents: [] })] }, 'CONSENT_REQUIRED'],
    ['a category of the rules', { amounts: [{ kind: 'WAGE', amount: '99999.00' }] }, 'CATEGORY_NOT_MET'],
    [
      'the evidence of a migrant worker',
      { persons: [head({ migrant: { hasResidencePermit: true } })] },
      'MIGRANT_EVIDENCE',
    ],
  ])('I4: is not handed in without %s', async (_what, row, rule) => {
    const { id } = await create(form(row));
    expect(await submit(id)).toMatchObject({ __typename: 'RuleBroken', rule });
  });

  it.each([
    ['a contract of a year', { contractFrom: '2016-06-01', contractUntil: '2017-05-31' }, {}, 'SUBMITTED'],
    ['a contract of less', { contractFrom: '2016-06-01', contractUntil: '2017-05-30' }, {}, undefined],
    ['a year of work without one', {}, { employedSince: '2016-01-23' }, 'SUBMITTED'],
    ['less than that', {}, { employedSince: '2016-01-24' }, undefined],
    ['no residence permit', { contractFrom: '2016-06-01' }, { hasResidencePermit: false }, undefined],
    ['five months in town', { contractFrom: '2016-06-01' }, { residentSince: '2016-08-24' }, undefined],
  ])('of a migrant worker with %s is handed in accordingly', async (_what, person, evidence, status) => {
    const migrant = { hasResidencePermit: true, residentSince: '2015-03-01', ...evidence };
    const { id } = await create(form({ persons: [head({ ...person, migrant })] }));
    expect((await submit(id)).status).toBe(status);
  });

  it('has consents recorded later and taken back; nothing goes on without one', async () => {
    const { id } = await create(form({ persons: [head({ consents: [] })] }));
    const [person] = await db.app.query<{ id: string }[]>('select id from filing_person where application_id = $1', [
      id,
    ]);
    const given = { ...consent('FINANCIAL_CHECK'), personId: person?.id };
    const record = (version: number) => send('recordFilingConsent', 'RecordFilingConsentInput', id, version, given);
    expect(await record(1)).toMatchObject({ version: 2 });
    expect(await record(2)).toMatchObject({ rule: 'CONSENT_IN_FORCE' });
    expect(await submit(id, 2)).toMatchObject({ status: 'SUBMITTED', version: 3 });
    const checked = await anApplicationAt(db.owner, ApplicationStatus.CHECKED);
    const withdrawn = await send('withdrawFilingConsent', 'WithdrawFilingConsentInput', checked.id, 1, {
      consentId: checked.consentId,
    });
    expect(withdrawn).toMatchObject({ status: 'CHECKED', version: 2 });
    expect(await send('publiciseFiling', 'PubliciseFilingInput', checked.id, 2, { place: '社区' })).toMatchObject({
      rule: 'CONSENT_WITHDRAWN',
    });
  });

  it('is held against the rules and the line of its region and day', async () => {
    await aLine(db, { region_code: '340103', valid_from: '2017-01-01', line_fen: '30000' });
    await db.owner.query(
      `insert into category_rule_set values ('2017-luyang', '2009', '340103', '2017-01-10', '2017-12-31', 200, 400, null, 100000, '{}', '{IDLE_WITHOUT_REASON}', '样例')`,
    );
    try {
      const { id } = await create(
        form({ amounts: [], declaration: { ...form().declaration, homesOwned: 3, isIdleWithoutReason: true } }),
      );
      // An idle adult is imputed 1,000 yuan a month, over the line of 300: no category of these rules.
      expect(await submit(id)).toMatchObject({
        rule: 'CATEGORY_NOT_MET',
        facts: [
          { name: 'ruleSet', value: '2017-luyang' },
          { name: 'netPerCapita', value: '1000.00' },
          { name: 'line', value: '300.00' },
        ],
      });
    } finally {
      await db.owner.query(`delete from category_rule_set where id = '2017-luyang'`);
      await db.owner.query(`delete from min_living_line_projection where region_code = '340103'`);
    }
  });

  it('I8: is assessed by the generation of rules of its day, and takes no notice of later ones', async () => {
    const resultAt = async (minute: string) => {
      const { id } = await create(form());
      await sendStep(db, {
        viewer: maker,
        mutation: 'submitFiling',
        inputType: 'FilingStepInput',
        input: { id, expectedVersion: 1 },
        clock: clockAt(minute),
      });
      return db.app.query('select rule_set_id, result from filing_assessment where application_id = $1', [id]);
    };
    expect(await resultAt('2020-12-31T23:59')).toEqual([{ rule_set_id: '2009', result: 'MIN_LIVING' }]);
    expect(await resultAt('2021-01-01T00:00')).toEqual([{ rule_set_id: '2021', result: 'DEEP' }]);
  });
});
