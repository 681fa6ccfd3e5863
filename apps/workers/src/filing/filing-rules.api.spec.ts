import { describe, expect, it } from '@jest/globals';
import type { Role, Viewer } from '@nuan/auth';
import { executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { workersSubgraph } from '../workers.subgraph';
import { aLine } from './filing-driver';

describe('the rules of filing', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const of = (role: Role, region: string): Viewer => viewerWith({ role, read: [region], subject: `${role}-1` });

  const rules = async (regionCode: string, on: string, fields: string) => {
    const { data, errors } = await executeSubgraph<{ filingRules: object }>(workersSubgraph, {
      db: db.app,
      viewer: of('maker', '340103'),
      query: `query($regionCode: RegionCode!, $on: Date) { filingRules(regionCode: $regionCode, on: $on) { ${fields} } }`,
      variables: { regionCode, on },
    });
    expect(errors).toEqual([]);
    return data.filingRules;
  };

  const set = async (viewer: Viewer, mutation: string, inputType: string, input: object) => {
    const { data, errors } = await executeSubgraph<{ r: object } | null>(workersSubgraph, {
      db: db.app,
      viewer,
      query: `mutation($input: ${inputType}!) { r: ${mutation}(input: $input) { __typename ... on RuleBroken { rule field } ... on FilingRules { filingNoticeDays requiredChecks ruleSet } } }`,
      variables: { input },
    });
    return errors[0] ? { code: errors[0].code } : data?.r;
  };

  it('are the most local ones in force on the day', async () => {
    await aLine(db);
    expect(
      await rules(
        '340103',
        '2017-01-23',
        'ruleSet generation minLivingLine filingNoticeDays exitNoticeDays requiredChecks',
      ),
    ).toEqual({
      ruleSet: '2009',
      generation: '2009',
      minLivingLine: '550.00',
      filingNoticeDays: 5,
      exitNoticeDays: 5,
      requiredChecks: ['CIVIL_AFFAIRS'],
    });
    expect(await rules('340103', '2016-06-30', 'minLivingLine')).toEqual({ minLivingLine: null });
    expect(await rules('340202', '2024-01-01', 'ruleSet minLivingLine')).toEqual({
      ruleSet: '2021',
      minLivingLine: null,
    });
  });

  it('are set by a city for its own regions from today on, never back in time, and never over each other', async () => {
    const input = { regionCode: '340100', validFrom: '2017-02-01', kind: 'FILING', minWorkingDays: 7 };
    const setDays = (viewer: Viewer, more: object = {}) =>
      set(viewer, 'setNoticeDays', 'SetNoticeDaysInput', { ...input, ...more });
    const hefei = of('city', '340100');
    expect(await setDays(of('maker', '340100'))).toEqual({ code: 'FORBIDDEN' });
    expect(await setDays(hefei, { regionCode: '340200' })).toEqual({ code: 'FORBIDDEN' });
    expect(await setDays(hefei, { validFrom: '2017-01-22' })).toMatchObject({ rule: 'RULE_NOT_RETROACTIVE' });
    expect(await setDays(hefei, { minWorkingDays: 4 })).toEqual({ code: 'BAD_USER_INPUT' });
    expect(await setDays(hefei)).toMatchObject({ filingNoticeDays: 7 });
    expect(await setDays(hefei, { minWorkingDays: 9 })).toMatchObject({ rule: 'RULE_SET_ALREADY' });
    expect(await rules('340103', '2017-01-31', 'filingNoticeDays')).toEqual({ filingNoticeDays: 5 });
    expect(await rules('340103', '2017-02-01', 'filingNoticeDays exitNoticeDays')).toEqual({
      filingNoticeDays: 7,
      exitNoticeDays: 5,
    });
  });

  it('ask for a source beside those of the province, until it is ended', async () => {
    const hefei = of('city', '340100');
    const check = (more: object = {}) =>
      set(hefei, 'setRequiredCheck', 'SetRequiredCheckInput', {
        regionCode: '340100',
        validFrom: '2017-02-01',
        source: 'VEHICLE',
        ...more,
      });
    expect(await check()).toMatchObject({ requiredChecks: ['CIVIL_AFFAIRS', 'VEHICLE'] });
    expect(await check()).toMatchObject({ rule: 'RULE_SET_ALREADY' });
    expect(await check({ validFrom: '2017-03-01', validTo: '2017-06-30' })).toMatchObject({
      requiredChecks: ['CIVIL_AFFAIRS', 'VEHICLE'],
    });
    expect(await rules('340103', '2017-07-01', 'requiredChecks')).toEqual({ requiredChecks: ['CIVIL_AFFAIRS'] });
  });

  it('that give the category are published as a new set', async () => {
    const input = {
      regionCode: '340100',
      validFrom: '2017-02-01',
      generation: '2009',
      nearPercent: 200,
      imputedWage: '1520.00',
      exemptIncomes: ['FESTIVAL_CONSOLATION'],
      exclusions: ['SECOND_HOME', 'IDLE_WITHOUT_REASON'],
      document: '样例文件1号',
    };
    const publish = (more: object = {}) =>
      set(of('city', '340100'), 'publishCategoryRules', 'PublishCategoryRulesInput', { ...input, ...more });
    expect(await publish({ exemptIncomes: ['MEDICAL'] })).toMatchObject({ rule: 'EXEMPT_INCOMES' });
    expect(await publish({ accidentPercent: 150 })).toMatchObject({ rule: 'ACCIDENT_LIMIT' });
    expect(await publish({ generation: '1999' })).toEqual({ code: 'BAD_USER_INPUT' });
    expect(await publish()).toMatchObject({ ruleSet: '2009-340100-2017-02-01' });
    expect(await rules('340103', '2017-02-01', 'nearPercent imputedWage exemptIncomes exclusions document')).toEqual({
      nearPercent: 200,
      imputedWage: '1520.00',
      exemptIncomes: ['FESTIVAL_CONSOLATION'],
      exclusions: ['SECOND_HOME', 'IDLE_WITHOUT_REASON'],
      document: '样例文件1号',
    });
    expect(await rules('340202', '2017-02-01', 'ruleSet')).toEqual({ ruleSet: '2009' });
  });
});
