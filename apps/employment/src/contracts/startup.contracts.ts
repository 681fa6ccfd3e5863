import type { Contract } from '@nuan/federation';
import { listImportContract } from '@nuan/intake';

import { ASSET_IMPORT } from '../asset-import/asset-import.machine';
import { HIRE_IMPORT } from '../hire-import/hire-import.machine';
import { STARTUP_IMPORT } from '../startup-import/startup-import.machine';
import { REGION } from './region-fields';

const projects = listImportContract(STARTUP_IMPORT, ['projectsEntered']);
const hires = listImportContract(HIRE_IMPORT, ['personsHired', 'projectId']);
const assets = listImportContract(ASSET_IMPORT, ['assetsGranted', 'pilotId']);

/** Contracts with those who support start-ups, hand assets out and run pilots. */
export const startupContracts: readonly Contract[] = [
  {
    name: 'startup-office',
    title: 'Start-up projects, their support and how many they take on (创业办)',
    departments: [],
    scopes: ['startup:read', 'startup:write', 'startup:review', 'placement:read', 'changes:read'],
    queries: ['changes', 'startupProjects', 'startupProject', ...projects.queries, ...hires.queries],
    mutations: [
      ...['applyStartup', 'reviewStartup', 'recordStartupFunding', 'openStartup', 'recordStartupHire', 'closeStartup'],
      ...[...projects.mutations, ...hires.mutations],
    ],
    types: {
      StartupProject: `id name year support amount paid state appliedOn reviewedOn fundedOn closedOn jobsPlanned version region
        jobsCreated hires payments`,
      Placement: 'id placedOn endedOn version',
      EmploymentPayment:
        'id purpose paidOn amount reversesId disbursementId supportMode subsidyFrom subsidyTo loanDueOn',
      ...projects.types,
      ...hires.types,
      Region: REGION,
    },
  },
  {
    name: 'commerce',
    title: 'Assets handed out by serial number, and whether they are used (商务)',
    departments: [],
    scopes: ['asset:read', 'asset:write', 'changes:read'],
    queries: ['changes', 'assetGrants', 'assetGrant', ...assets.queries],
    mutations: [
      ...['grantAsset', 'followUpAsset', 'transferAsset', 'recoverAsset', 'writeOffAsset'],
      ...assets.mutations,
    ],
    types: {
      AssetGrant: 'id asset serial value givenOn state endedOn version region followUps',
      AssetFollowUp: 'visitedOn isUsed',
      ...assets.types,
      Region: REGION,
    },
  },
  {
    name: 'development-and-reform',
    title: 'Pilots by city, with what each may spend and spent (发改)',
    departments: [],
    scopes: ['pilot:read', 'pilot:manage', 'changes:read'],
    queries: ['changes', 'pilots', 'pilot'],
    mutations: ['planPilot', 'recordPilotSpending'],
    types: {
      Pilot: 'id name year startsOn endsOn selectionRule cities budget spent shares payments',
      PilotShare: 'budget spent city',
      EmploymentPayment: 'id purpose paidOn amount reversesId voucherNo',
      Region: REGION,
    },
  },
];
