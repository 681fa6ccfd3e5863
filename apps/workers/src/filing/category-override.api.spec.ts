import { beforeAll, describe, expect, it } from '@jest/globals';
import { useTestDatabase } from '@nuan/testing';

import { workersSubgraph } from '../workers.subgraph';
import { ApplicationStatus as S } from './application-status';
import { anApplicationAt, type BuiltApplication, OFFICERS } from './application-builder';
import { aLine, type Answer, officerOf, sendStep } from './filing-driver';

describe('what two persons decide against the rules', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const maker = officerOf('maker', OFFICERS.maker);
  const verifier = officerOf('checker', OFFICERS.verifier);

  beforeAll(() => aLine(db));

  const send = (
    { id }: Pick<BuiltApplication, 'id'>,
    version: number,
    viewer: typeof maker,
    mutation: string,
    inputType: string,
    more: object = {},
  ): Promise<Answer> => sendStep(db, { viewer, mutation, inputType, input: { id, expectedVersion: version, ...more } });

  const EDGE = { category: 'EDGE', reason: '临界家庭，重病在即' };

  it('I8: a category that the rules do not give needs a reason and a second person before anything is published', async () => {
    const application = await anApplicationAt(db.owner, S.CHECKED);
    const propose = await send(application, 1, maker, 'overrideFilingCategory', 'OverrideFilingCategoryInput', EDGE);
    expect(propose).toMatchObject({ status: 'CHECKED', version: 2 });
    const publicise = (version: number) =>
      send(application, version, maker, 'publiciseFiling', 'PubliciseFilingInput', { place: '社区' });
    expect(await publicise(2)).toMatchObject({ rule: 'OVERRIDE_UNCONFIRMED' });
    const confirm = (viewer: typeof maker, version: number) =>
      send(application, version, viewer, 'confirmFilingCategory', 'FilingStepInput');
    expect(await confirm(maker, 2)).toMatchObject({ rule: 'FOUR_EYES' });
    expect(await confirm(verifier, 2)).toMatchObject({ version: 3 });
    expect(await publicise(3)).toMatchObject({ status: 'PUBLICISED' });
    const [row] = await db.app.query<object[]>(
      'select category, override_confirmed_by from filing_application where id = $1',
      [application.id],
    );
    expect(row).toEqual({ category: 'EDGE', override_confirmed_by: OFFICERS.verifier });
  });

  it('I8: the database keeps no category but the rules’ result or a confirmed override', async () => {
    const { id } = await anApplicationAt(db.owner, S.CHECKED);
    await db.owner.query(`update filing_application set category = 'ACCIDENT' where id = $1`, [id]);
    const publicise = db.owner.query(`update filing_application set status = 'PUBLICISED' where id = $1`, [id]);
    await expect(publicise).rejects.toThrow('lacks what this step needs: category');
    const same = db.owner.query(
      `update filing_application set override_category = 'EDGE', override_reason = 'x', override_proposed_by = 'a', override_confirmed_by = 'a' where id = $1`,
      [id],
    );
    await expect(same).rejects.toThrow('filing_application_override_confirmed_by_another');
  });

  it('a new proposal needs a new confirmation, a category of its rules, and comes before the notice', async () => {
    const application = await anApplicationAt(db.owner, S.VISITED);
    const propose = (version: number, category: string) =>
      send(application, version, maker, 'overrideFilingCategory', 'OverrideFilingCategoryInput', { ...EDGE, category });
    expect(await propose(1, 'DEEP')).toMatchObject({ rule: 'CATEGORY_OF_RULES' });
    await propose(1, 'EDGE');
    await send(application, 2, verifier, 'confirmFilingCategory', 'FilingStepInput');
    await propose(3, 'NEAR_MIN');
    const [row] = await db.app.query<object[]>(
      'select category, override_confirmed_by from filing_application where id = $1',
      [application.id],
    );
    expect(row).toEqual({ category: 'NEAR_MIN', override_confirmed_by: null });
    const late = await anApplicationAt(db.owner, S.PUBLICISED);
    expect(await send(late, 1, maker, 'overrideFilingCategory', 'OverrideFilingCategoryInput', EDGE)).toMatchObject({
      rule: 'CATEGORY_FIXED',
    });
  });

  it('lets a household below no line be handed in with a category that is proposed for it', async () => {
    const application = await anApplicationAt(db.owner, S.DRAFT);
    await db.owner.query('update filing_amount set amount_fen = 9999900 where application_id = $1', [application.id]);
    expect(await send(application, 1, maker, 'submitFiling', 'FilingStepInput')).toMatchObject({
      rule: 'CATEGORY_NOT_MET',
    });
    await send(application, 1, maker, 'overrideFilingCategory', 'OverrideFilingCategoryInput', EDGE);
    expect(await send(application, 2, maker, 'submitFiling', 'FilingStepInput')).toMatchObject({ status: 'SUBMITTED' });
  });

  it('bars a household that declares two homes, until another person lifts it with a reason', async () => {
    const application = await anApplicationAt(db.owner, S.DRAFT, { row: { homes_owned: 2, keeps_vehicle: true } });
    await send(application, 1, maker, 'submitFiling', 'FilingStepInput');
    const found = await db.app.query<{ id: string; rule: string }[]>(
      'select id, rule from exclusion_finding where application_id = $1 order by rule',
      [application.id],
    );
    expect(found.map(({ rule }) => rule)).toEqual(['MOTOR_VEHICLE', 'SECOND_HOME']);
    const lift = (viewer: typeof maker, version: number, findingId: string | undefined) =>
      send(application, version, viewer, 'overrideExclusion', 'OverrideExclusionInput', {
        findingId,
        reason: '危房，已腾退',
      });
    expect(await lift(maker, 2, found[0]?.id)).toMatchObject({ rule: 'FOUR_EYES' });
    expect(await lift(verifier, 2, found[0]?.id)).toMatchObject({ version: 3 });
    expect(await lift(verifier, 3, found[0]?.id)).toMatchObject({ rule: 'EXCLUSION_LIFTED' });
    expect(await lift(verifier, 3, application.id)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('an exclusion found at the visit bars as well; a corrected declaration clears its own', async () => {
    const application = await anApplicationAt(db.owner, S.VISITED);
    const report = { rule: 'MOTOR_VEHICLE', evidence: '院内停放私家车' };
    expect(await send(application, 1, maker, 'reportExclusion', 'ReportExclusionInput', report)).toMatchObject({
      version: 2,
    });
    expect(await send(application, 2, maker, 'reportExclusion', 'ReportExclusionInput', report)).toMatchObject({
      rule: 'EXCLUSION_KNOWN',
    });
    await db.owner.query(
      `insert into data_check (id, application_id, consent_id, source, result, checked_at) values (gen_random_uuid(), $1, $2, 'CIVIL_AFFAIRS', 'MATCH', '2017-01-12')`,
      [application.id, application.consentId],
    );
    const passed = await send(application, 2, verifier, 'passFilingChecks', 'FilingOpinionInput');
    expect(passed).toMatchObject({ rule: 'EXCLUSION_OPEN', facts: [{ name: 'rules', value: 'MOTOR_VEHICLE' }] });
    const declared = await anApplicationAt(db.owner, S.DRAFT, { row: { runs_business: true } });
    await send(declared, 1, maker, 'submitFiling', 'FilingStepInput');
    await send(declared, 2, verifier, 'returnFiling', 'FilingReasonInput', { reason: '核对申报' });
    await db.owner.query('update filing_application set runs_business = false where id = $1', [declared.id]);
    await send(declared, 3, maker, 'submitFiling', 'FilingStepInput');
    const [finding] = await db.app.query<{ cleared: boolean }[]>(
      'select cleared_at is not null as cleared from exclusion_finding where application_id = $1',
      [declared.id],
    );
    expect(finding?.cleared).toBe(true);
  });
});
