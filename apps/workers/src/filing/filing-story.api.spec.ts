import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Viewer } from '@nuan/auth';
import { type Clock, newId } from '@nuan/kernel';
import { executeSubgraph, insertRow, useTestDatabase, viewerWith } from '@nuan/testing';

import { anIdNumber, aUnion } from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';
import { aDataCheck } from './application-builder';
import { clockAt as at } from './filing-driver';

interface Step {
  __typename: string;
  id?: string;
  version?: number;
  status?: string;
  rule?: string;
  facts?: { name: string; value: string }[];
}

describe('an application on its way to the register, through the API', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const person = (role: 'maker' | 'checker', subject: string): Viewer =>
    viewerWith({ role, read: ['340103'], subject });
  const [maker, reviewer, verifier, checker] = [
    person('maker', 'maker-1'),
    person('maker', 'reviewer-1'),
    person('checker', 'verifier-1'),
    person('checker', 'checker-1'),
  ];

  const run = async <T>(
    clock: Clock,
    viewer: Viewer,
    query: string,
    variables: Record<string, unknown>,
  ): Promise<T> => {
    const { data, errors } = await executeSubgraph<T>(workersSubgraph, { db: db.app, viewer, query, variables, clock });
    expect(errors.map(({ cause }) => cause)).toEqual([]);
    return data;
  };

  const step = async (
    clock: Clock,
    viewer: Viewer,
    mutation: string,
    inputType: string,
    input: object,
    on = 'FilingApplication',
  ): Promise<Step> => {
    const fields = on === 'FilingApplication' ? 'id version status' : 'id';
    const query = `mutation($input: ${inputType}!) { r: ${mutation}(input: $input) { __typename
      ... on ${on} { ${fields} } ... on RuleBroken { rule facts { name value } } ... on TransitionRefused { rule } ... on VersionConflict { rule } } }`;
    return (await run<{ r: Step }>(clock, viewer, query, { input })).r;
  };

  const unionId = newId();

  beforeAll(async () => {
    await insertRow(db.owner, 'min_living_line_projection', {
      region_code: '340100',
      valid_from: '2016-07-01',
      line_fen: '55000',
      source_version: 1,
    });
    await aUnion(db.owner, { id: unionId });
  });

  const content = (idNumber: string, child: string) => ({
    tier: 'COUNTY',
    primaryCause: 'MAJOR_ILLNESS',
    secondaryCauses: ['SCHOOLING'],
    address: '庐阳区样例路1号',
    housing: { type: 'RENTED', areaM2: 42.5 },
    account: { bankName: '样例银行', kind: 'BANK_CARD', accountNumber: '9999990000000000014', holderName: '张小明' },
    declaration: {
      homesOwned: 0,
      runsBusiness: false,
      hasCostlySchooling: false,
      keepsVehicle: false,
      isIdleWithoutReason: false,
    },
    persons: [
      {
        relation: 'HEAD',
        name: '张小明',
        idNumber,
        phone: '100 0000 0001',
        employmentStatus: 'SICK_LEAVE',
        health: 'MALIGNANT_TUMOUR',
        unionMember: true,
        consents: ['FINANCIAL_CHECK', 'HEALTH_DATA'].map((purpose) => ({
          purpose,
          textVersion: '2016-1',
          channel: 'PAPER',
          givenAt: '2017-01-03T09:00:00+08:00',
        })),
      },
      {
        relation: 'CHILD',
        name: '张小华',
        idNumber: child,
        employmentStatus: 'STUDENT',
        unionMember: false,
        study: { level: 'JUNIOR', school: '样例中学', enrolledYear: 2015 },
        consents: [
          {
            purpose: 'FINANCIAL_CHECK',
            textVersion: '2016-1',
            channel: 'PAPER',
            givenAt: '2017-01-03T09:00:00+08:00',
            guardianIndex: 0,
          },
        ],
      },
    ],
    amounts: [
      { kind: 'WAGE', amount: '19200.00', personIndex: 0 },
      { kind: 'FESTIVAL_CONSOLATION', amount: '1000.00' },
      { kind: 'MEDICAL', amount: '15000.00', personIndex: 0 },
    ],
  });

  it('I4: goes every step by four persons, and becomes a file with all that was declared', async () => {
    const [idNumber, child] = [anIdNumber('1971-02-03'), anIdNumber('2003-04-05')];
    const draft = await step(at('2017-01-03T10:00'), maker, 'createFilingDraft', 'CreateFilingDraftInput', {
      idempotencyKey: newId(),
      regionCode: '340103',
      unionId,
      content: content(idNumber, child),
    });
    expect(draft).toMatchObject({ __typename: 'FilingApplication', status: 'DRAFT', version: 1 });
    const id = draft.id ?? '';
    const go = (clock: string, viewer: Viewer, mutation: string, type: string, version: number, more: object = {}) =>
      step(at(clock), viewer, mutation, type, { id, expectedVersion: version, ...more });

    expect(await go('2017-01-03T11:00', maker, 'submitFiling', 'FilingStepInput', 1)).toMatchObject({
      status: 'SUBMITTED',
    });
    expect(await go('2017-01-04T09:00', reviewer, 'passFirstReview', 'FilingOpinionInput', 2)).toMatchObject({
      status: 'FIRST_REVIEW',
    });
    const visit = {
      visitedAt: '2017-01-05T09:00:00+08:00',
      visitedBy: ['visitor-1'],
      personsMet: 2,
      confirmsDeclaration: true,
    };
    expect(
      await go('2017-01-05T12:00', maker, 'recordHouseholdVisit', 'RecordHouseholdVisitInput', 3, visit),
    ).toMatchObject({ status: 'VISITED' });
    const [{ consent_id }] = await db.app.query<[{ consent_id: string }]>(
      'select consent_id from filing_application where id = $1',
      [id],
    );
    await aDataCheck(db.owner, id, consent_id, { checked_at: '2017-01-06T09:00:00+08:00' });
    expect(await go('2017-01-17T09:00', verifier, 'passFilingChecks', 'FilingOpinionInput', 4)).toMatchObject({
      status: 'CHECKED',
    });
    expect(
      await go('2017-01-18T09:00', maker, 'publiciseFiling', 'PubliciseFilingInput', 5, { place: '单位公示栏' }),
    ).toMatchObject({ status: 'PUBLICISED' });
    const { filingApplication } = await run<{
      filingApplication: { publicity: { id: string; earliestEndOn: string } };
    }>(
      at('2017-01-18T10:00'),
      maker,
      'query($id: ID!) { filingApplication(id: $id) { publicity { id earliestEndOn } } }',
      { id },
    );
    expect(filingApplication.publicity.earliestEndOn).toBe('2017-01-24');
    const noticeId = filingApplication.publicity.id;
    const close = (clock: string) =>
      step(at(clock), maker, 'closePublicNotice', 'ClosePublicNoticeInput', { noticeId }, 'PublicityNotice');
    expect(await close('2017-01-24T17:00')).toMatchObject({ rule: 'NOTICE_NOT_OVER' });
    expect(await go('2017-01-24T17:00', checker, 'approveFiling', 'FilingOpinionInput', 6)).toMatchObject({
      rule: 'NOTICE_NOT_CLOSED',
    });
    expect(await close('2017-01-25T09:00')).toMatchObject({ __typename: 'PublicityNotice' });
    expect(
      await go('2017-01-25T10:00', checker, 'approveFiling', 'FilingOpinionInput', 6, { opinion: '同意' }),
    ).toMatchObject({ status: 'APPROVED' });
    expect(await go('2017-01-25T11:00', checker, 'recordFiling', 'FilingStepInput', 7)).toMatchObject({
      status: 'RECORDED',
      version: 8,
    });

    const whole = await run<{ filingApplication: object }>(at('2017-01-25T12:00'), checker, QUERY, { id });
    expect(whole.filingApplication).toEqual({
      status: 'RECORDED',
      category: 'NEAR_MIN',
      nextEvents: [],
      persons: [
        {
          relation: 'HEAD',
          nameMasked: '张*明',
          idMasked: `349***********${idNumber.slice(-4)}`,
          phoneMasked: '100****0001',
          healthMasked: 'ON_FILE',
          gender: 'MALE',
          birthYear: 1971,
          studyLevel: null,
        },
        {
          relation: 'CHILD',
          nameMasked: '张*华',
          idMasked: `349***********${child.slice(-4)}`,
          phoneMasked: null,
          healthMasked: 'NOTHING_ON_FILE',
          gender: expect.any(String),
          birthYear: 2003,
          studyLevel: 'JUNIOR',
        },
      ],
      amounts: [
        { kind: 'WAGE', amount: '19200.00' },
        { kind: 'FESTIVAL_CONSOLATION', amount: '1000.00' },
        { kind: 'MEDICAL', amount: '15000.00' },
      ],
      assessment: {
        ruleSet: '2009',
        annualIncome: '19200.00',
        rigidExpense: '15000.00',
        netPerCapita: '175.00',
        line: '550.00',
        result: 'NEAR_MIN',
        steps: [
          { rule: 'GROSS_BELOW_LINE', figure: '800.00', comparison: '<', threshold: '550.00', holds: false },
          { rule: 'GROSS_NEAR_LINE', figure: '800.00', comparison: '<=', threshold: '825.00', holds: true },
          { rule: 'NET_AT_MOST_LINE', figure: '175.00', comparison: '<=', threshold: '550.00', holds: true },
        ],
      },
      consents: [{ purpose: 'FINANCIAL_CHECK' }, { purpose: 'HEALTH_DATA' }, { purpose: 'FINANCIAL_CHECK' }],
      exclusions: [],
      bank: { accountMasked: '样例银行 ****0014' },
      housing: { type: 'RENTED', areaM2: 42.5 },
      household: {
        fileNo: 'K340103-2017-00001',
        status: 'RECORDED',
        size: 2,
        members: [{ relation: 'HEAD' }, { relation: 'CHILD' }],
      },
    });
  });
});

const QUERY = `query($id: ID!) { filingApplication(id: $id) { status category nextEvents
  persons { relation nameMasked idMasked phoneMasked healthMasked gender birthYear studyLevel }
  amounts { kind amount } assessment { ruleSet annualIncome rigidExpense netPerCapita line result steps { rule figure comparison threshold holds } }
  consents { purpose } exclusions { rule } bank { accountMasked } housing { type areaM2 }
  household { fileNo status size members { relation } } } }`;
