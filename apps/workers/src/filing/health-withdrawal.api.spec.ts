import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { executeSubgraph, insertRow, testCipher, useTestDatabase } from '@nuan/testing';

import { aWorker } from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';
import { workersSubject } from '../subject/subject.sections';
import { anApplicationAt, type BuiltApplication, OFFICERS } from './application-builder';
import { ApplicationStatus as S } from './application-status';
import { aLine, clockAt, officerOf, sendStep } from './filing-driver';

const PERSONS = '{ persons { healthMasked } }';

describe('a consent to keep data on health that is taken back', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const maker = officerOf('maker', OFFICERS.maker);

  beforeAll(() => aLine(db));

  /** An application whose head is ill and consented to have that kept. */
  async function ill(status: S): Promise<BuiltApplication & { healthConsentId: string }> {
    const application = await anApplicationAt(db.owner, status);
    await db.owner.query('update filing_person set health_sealed = $2 where id = $1', [
      application.headId,
      testCipher.seal('LIVER'),
    ]);
    const healthConsentId = newId();
    await insertRow(db.owner, 'consent', {
      id: healthConsentId,
      application_id: application.id,
      filing_person_id: application.headId,
      purpose: 'HEALTH_DATA',
      text_version: '2016-1',
      channel: 'PAPER',
      given_at: '2017-01-05T09:00:00+08:00',
      recorded_by: OFFICERS.maker,
    });
    return { ...application, healthConsentId };
  }

  const shown = async (id: string) => {
    const { data } = await executeSubgraph<{ filingApplication: { persons: readonly object[] } }>(workersSubgraph, {
      db: db.app,
      viewer: maker,
      query: `query($id: ID!) { filingApplication(id: $id) ${PERSONS} }`,
      variables: { id },
    });
    return data.filingApplication.persons;
  };
  const withdraw = ({ id, healthConsentId }: { id: string; healthConsentId: string }) =>
    sendStep(db, {
      viewer: maker,
      mutation: 'withdrawFilingConsent',
      inputType: 'WithdrawFilingConsentInput',
      input: { id, expectedVersion: 1, consentId: healthConsentId },
      clock: clockAt('2017-01-20T09:00'),
    });
  const kept = async (headId: string) =>
    (
      await db.owner.query<{ held: boolean }[]>(
        'select health_sealed is not null as held from filing_person where id = $1',
        [headId],
      )
    )[0]?.held;
  /** What the person's own copy says of its health. */
  const copied = async (personId: string) => {
    const part = workersSubject.sections.find(({ title }) => title.startsWith('The person in applications'));
    const rows = await db.owner.query<{ health_sealed: Buffer | null }[]>(part?.sql ?? '', [personId]);
    return rows.map(({ health_sealed }) => health_sealed !== null);
  };

  it('takes the illness out of a draft', async () => {
    const application = await ill(S.DRAFT);
    expect(await shown(application.id)).toEqual([{ healthMasked: 'ON_FILE' }]);
    expect(await withdraw(application)).toMatchObject({ __typename: 'FilingApplication' });
    expect(await kept(application.headId)).toBe(false);
    expect(await shown(application.id)).toEqual([{ healthMasked: 'NOTHING_ON_FILE' }]);
  });

  it('hides the illness of what was handed in, which stays as it was decided on', async () => {
    const application = await ill(S.FIRST_REVIEW);
    expect(await shown(application.id)).toEqual([{ healthMasked: 'ON_FILE' }]);
    expect(await withdraw(application)).toMatchObject({ __typename: 'FilingApplication' });
    expect(await kept(application.headId)).toBe(true);
    expect(await shown(application.id)).toEqual([{ healthMasked: 'NOTHING_ON_FILE' }]);
  });

  const step = (id: string, expectedVersion: number, mutation: string, inputType: string, more: object = {}) => {
    const viewer = mutation === 'returnFiling' ? officerOf('checker', OFFICERS.checker) : maker;
    return sendStep(db, {
      viewer,
      mutation,
      inputType,
      input: { id, expectedVersion, ...more },
      clock: clockAt('2017-01-23T18:00'),
    });
  };

  it('takes it into the register neither as illness nor as disability when it was taken back before recording', async () => {
    const application = await ill(S.APPROVED);
    await db.owner.query('update filing_person set disability_sealed = $2 where id = $1', [
      application.headId,
      testCipher.seal('LIMB:2'),
    ]);
    await withdraw(application);
    const recorded = await sendStep(db, {
      viewer: officerOf('checker', OFFICERS.checker),
      mutation: 'recordFiling',
      inputType: 'FilingStepInput',
      input: { id: application.id, expectedVersion: 2 },
      clock: clockAt('2017-01-23T18:00'),
    });
    expect(recorded).toMatchObject({ status: 'RECORDED' });
    const inRegister = await db.owner.query(
      `select w.health_sealed, w.disability_sealed from worker w join filing_person p on p.worker_id = w.id where p.id = $1`,
      [application.headId],
    );
    expect(inRegister).toEqual([{ health_sealed: null, disability_sealed: null }]);
  });

  it('isn’t counted by the assessment of an application that is handed in again', async () => {
    await insertRow(db.owner, 'category_rule_set', {
      id: 'luyang-2017',
      generation: '2009',
      region_code: '340103',
      valid_from: '2017-01-01',
      near_percent: 150,
      accident_percent: 300,
      imputed_wage_fen: '45000',
      exempt_incomes: [],
      exclusions: [],
      document: '庐阳区样例规则',
    });
    const application = await ill(S.SUBMITTED);
    await withdraw(application);
    expect(await step(application.id, 2, 'returnFiling', 'FilingReasonInput', { reason: '补充材料' })).toMatchObject({
      status: 'RETURNED',
    });
    expect(await step(application.id, 3, 'submitFiling', 'FilingStepInput')).toMatchObject({ status: 'SUBMITTED' });
    // Who isn't ill by what may be used is able-bodied: 450 yuan a month are imputed, of which 400 were earned.
    const assessed = await db.owner.query(
      `select s.imputed_income_fen from filing_application f join filing_assessment s on s.id = f.assessment_id where f.id = $1`,
      [application.id],
    );
    expect(assessed).toEqual([{ imputed_income_fen: '60000' }]);
  });

  it('hides it in the person’s own copy too, when it is taken back on file', async () => {
    const application = await ill(S.FIRST_REVIEW);
    const workerId = await aWorker(db.owner);
    await db.owner.query('update filing_person set worker_id = $2 where id = $1', [application.headId, workerId]);
    expect(await copied(workerId)).toEqual([true]);
    await db.owner.query(`update consent set withdrawn_at = '2017-01-20' where id = $1`, [application.healthConsentId]);
    expect(await copied(workerId)).toEqual([false]);
  });
});
