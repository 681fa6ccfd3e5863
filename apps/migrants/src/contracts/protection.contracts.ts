import type { Contract } from '@nuan/federation';
import { listImportContract } from '@nuan/intake';

import { INSURANCE_IMPORT } from '../insurance-import/insurance-import.machine';
import { WAGE_WORKER_IMPORT } from '../wage-worker-import/wage-worker-import.machine';
import { REGION } from './region-fields';

const projects = listImportContract(INSURANCE_IMPORT, ['projectsImported']);
const wageWorkers = listImportContract(WAGE_WORKER_IMPORT, ['workersNamed', 'wageCaseId']);

/** Insurance of construction projects: of housing, which gives permits by it, and of human resources, which runs the insurance. */
const INSURANCE = {
  queries: ['insuranceProjects', 'insuranceProject', 'insuranceCoverage', ...projects.queries],
  mutations: ['registerProject', 'recordInsurance', 'closeProject', ...projects.mutations],
  types: {
    InsuranceProject: 'id name startedOn insured insuredOn workersCovered proofRef closedOn version region',
    InsuranceCoverage: 'year asOf projects insured workersCovered rate target gap missingProjects region',
    ...projects.types,
  },
} as const;

/** Inspections, which departments run together: the trip, and what is found, ordered, put right and checked. */
const INSPECTION = {
  queries: ['inspections', 'inspection', 'findings'],
  mutations: [
    ...['planInspection', 'openInspection', 'closeInspection', 'cancelInspection'],
    ...['addFinding', 'orderRectification', 'reportRectified', 'checkRectified', 'returnRectified'],
  ],
  types: {
    Inspection: 'id kind title startsOn endsOn partners state closedOn cancelledReason version region findings',
    Finding: 'id summary state foundOn deadlineOn rectifiedOn orderedOn returnedReason checkedOn version overdue',
  },
} as const;

/** Contracts with those who see that migrant workers are paid and insured. */
export const protectionContracts: readonly Contract[] = [
  {
    name: 'human-resources',
    title: 'Wage cases, insurance of construction projects, inspections (人社)',
    departments: [],
    scopes: [
      ...(['wageCase:read', 'wageCase:write', 'insurance:read', 'insurance:write'] as const),
      ...(['inspection:read', 'inspection:write', 'changes:read'] as const),
    ],
    queries: [
      ...['changes', 'wageCases', 'wageCase', 'advanceRequests', 'advanceRules'],
      ...wageWorkers.queries,
      ...INSURANCE.queries,
      ...INSPECTION.queries,
    ],
    mutations: [
      ...['reportWageCase', 'verifyWageCase', 'orderPayment', 'recordWagePayment', 'requestAdvance'],
      ...['sendWageCaseToLegal', 'closeWageCase', 'linkWageCase'],
      ...wageWorkers.mutations,
      ...INSURANCE.mutations,
      ...INSPECTION.mutations,
    ],
    types: {
      WageCase: `id caseNo inspectionId owed recovered state reportedOn deadline settledOn verifiedOn orderedOn legalReason
        closedReason version region workers daysLeft overdue payments advance`,
      WagePayment: 'id paidOn amount',
      AdvanceRequest: 'id amount sharePercent reason requestedOn state paid paidOn version wageCase workers region',
      AdvanceRule: 'id sharePercent validFrom basis region',
      ...wageWorkers.types,
      ...INSURANCE.types,
      ...INSPECTION.types,
      Region: REGION,
    },
  },
  {
    name: 'housing',
    title: 'Insured projects and inspections of sites (住建)',
    departments: [],
    scopes: ['insurance:read', 'insurance:write', 'inspection:read', 'inspection:write', 'changes:read'],
    queries: ['changes', ...INSURANCE.queries, ...INSPECTION.queries],
    mutations: [...INSURANCE.mutations, ...INSPECTION.mutations],
    types: { ...INSURANCE.types, ...INSPECTION.types, Region: REGION },
  },
];
