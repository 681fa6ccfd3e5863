import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { emitContract } from '@nuan/federation';
import { testContracts } from '@nuan/testing';
import { buildSchema, type GraphQLSchema, isInputObjectType, isObjectType } from 'graphql';

import { employmentSubgraph } from '../employment.subgraph';
import { employmentContracts } from './employment.contracts';

testContracts(employmentSubgraph, join(__dirname, '../..'));

/** What stands in a row of somebody and is no contract's: who it is, what else is known of them, and what officers wrote about them. */
const OF_SOMEBODY =
  /^(person|leader|household|isMigrant|isFiled|diversion|wage|finding|opinion|\w*(Reason|Opinion|Proof)|reason|certificate|contractRef|transferredTo)$/;

const LISTS: Readonly<Record<string, readonly string[]>> = {
  'human-resources': ['JobVacancyImport', 'JobReferralImport', 'PlacementImport', 'RetentionImport'],
  'training-agency': ['EnrollmentImport', 'AttendanceImport', 'CompletionImport'],
  'startup-office': ['StartupProjectImport', 'StartupHireImport'],
  commerce: ['AssetGrantImport'],
  'development-and-reform': [],
};

/** Acts beside the lists. */
const ACTS: Readonly<Record<string, readonly string[]>> = {
  'human-resources': [
    ...['closeVacancy', 'confirmRetention', 'declineReferral', 'endPlacement', 'inviteToInterview', 'postVacancy'],
    ...['recordPlacement', 'referPerson'],
  ],
  'training-agency': [
    ...['admitEnrollment', 'completeEnrollment', 'dropEnrollment', 'enrollPerson', 'recordAttendance'],
  ],
  'startup-office': [
    ...['applyStartup', 'closeStartup', 'openStartup', 'recordStartupFunding', 'recordStartupHire', 'reviewStartup'],
  ],
  commerce: ['followUpAsset', 'grantAsset', 'recoverAsset', 'transferAsset', 'writeOffAsset'],
  'development-and-reform': ['planPilot', 'recordPilotSpending'],
};

describe('a department at employment', () => {
  const contract = async (name: string): Promise<GraphQLSchema> =>
    buildSchema(await emitContract(employmentSubgraph, name));

  it('is each that works with it, and each follows the feed of its matter', () => {
    expect(employmentContracts.map(({ name }) => name).sort()).toEqual(Object.keys(ACTS).sort());
    for (const { scopes, queries } of employmentContracts) {
      expect(scopes).toContain('changes:read');
      expect(queries).toContain('changes');
    }
  });

  it.each(Object.keys(ACTS))('%s does its own work, by the piece and by list, and nobody else’s', async (name) => {
    const mutations = Object.keys((await contract(name)).getMutationType()?.getFields() ?? {});
    const steps = (LISTS[name] ?? []).flatMap((list) => ['start', 'append', 'finish', 'cancel'].map((by) => by + list));
    expect(mutations.sort()).toEqual([...(ACTS[name] ?? []), ...steps].sort());
  });

  it.each(Object.keys(ACTS))('%s sees no field of somebody, and can’t ask what else is known of them', async (name) => {
    const types = Object.values((await contract(name)).getTypeMap()).filter(({ name: type }) => !type.startsWith('__'));
    expect(types.filter(({ name: type }) => /^(Worker|Household|Enterprise)$/.test(type))).toEqual([]);
    const shown = types.filter(isObjectType).filter(({ name: type }) => !/^(Query|Mutation)$/.test(type));
    const asked = types.filter(isInputObjectType).filter(({ name: type }) => type.endsWith('Where'));
    const fields = [...shown, ...asked].flatMap((type) => Object.keys(type.getFields()));
    expect(fields.filter((field) => OF_SOMEBODY.test(field))).toEqual([]);
  });
});
