import { beforeAll, describe, expect, it } from '@jest/globals';
import { emitContract } from '@nuan/federation';
import { buildSchema, type GraphQLSchema } from 'graphql';

import { migrantsSubgraph } from '../migrants.subgraph';
import { migrantsContracts } from './migrants.contracts';

/** Which department each matter belongs to: whoever is not named is told that there is no such mutation. */
const MATTERS: Readonly<Record<string, readonly string[]>> = {
  reportWageCase: ['human-resources'],
  startWageCaseWorkerImport: ['human-resources'],
  recordInsurance: ['human-resources', 'housing'],
  startInsuranceProjectImport: ['human-resources', 'housing'],
  checkRectified: ['human-resources', 'housing'],
  linkWageCase: ['human-resources'],
  openStation: ['civil-affairs'],
  startStationImport: ['civil-affairs'],
  planReturn: ['transport', 'railway'],
  markBoarded: ['transport'],
  buyGroupTickets: ['railway'],
  bookSeat: ['service-platform'],
  claimPlace: ['service-platform'],
  recordHealthCheckBatch: ['health'],
  startHealthCheckImport: ['health'],
  decideHonour: ['migrant-workers-office'],
  markAttended: ['culture'],
  requestTravelSubsidies: [],
  startTravelSubsidyImport: [],
  setAdvanceRule: [],
  setInsuranceTarget: [],
};

describe('contracts with departments at migrants', () => {
  const schemas = new Map<string, GraphQLSchema>();
  beforeAll(async () => {
    for (const { name } of migrantsContracts)
      schemas.set(name, buildSchema(await emitContract(migrantsSubgraph, name)));
  });

  it('hold each matter for the departments whose it is, and for no other', () => {
    const holders = Object.fromEntries(Object.keys(MATTERS).map((name): [string, string[]] => [name, []]));
    for (const [name, schema] of schemas) {
      const fields = schema.getMutationType()?.getFields() ?? {};
      for (const [matter, found] of Object.entries(holders)) if (fields[matter]) found.push(name);
    }
    const sorted = (lists: Readonly<Record<string, readonly string[]>>): object =>
      Object.fromEntries(Object.entries(lists).map(([matter, names]) => [matter, [...names].sort()]));
    expect(sorted(holders)).toEqual(sorted(MATTERS));
  });

  it.each(migrantsContracts.map(({ name }) => name))('%s leads to no person, household or request of one', (name) => {
    const types = schemas.get(name)?.getTypeMap() ?? {};
    expect(types['Query']).toBeDefined();
    for (const hidden of ['Worker', 'Household', 'WageCaseWorker', 'ServiceRecord', 'TravelSubsidyRequest', 'AuditAct'])
      expect([hidden, types[hidden]]).toEqual([hidden, undefined]);
    for (const [type, field] of [
      ['ServiceStation', 'responsibleName'],
      ['Inspection', 'leader'],
      ['Honour', 'person'],
      ['HonourNomination', 'person'],
      ['PlaceClaim', 'person'],
      ['WageCase', 'namedWorkers'],
    ] as const) {
      const fields = types[type] as { getFields?: () => Record<string, unknown> } | undefined;
      expect([type, field, fields?.getFields?.()[field]]).toEqual([type, field, undefined]);
    }
  });

  it('give each the right to its feed, and none a right over money', () => {
    for (const { name, scopes, queries } of migrantsContracts) {
      expect([name, scopes.includes('changes:read'), queries.includes('changes')]).toEqual([name, true, true]);
      expect([name, scopes.filter((scope) => /^(fund|disbursement|batch|standard):/.test(scope))]).toEqual([name, []]);
    }
  });
});
