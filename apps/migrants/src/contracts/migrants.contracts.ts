import type { Contract } from '@nuan/federation';

const REGION = 'code name level';

/** What partner departments see of migrants: wage cases of employers, projects and findings, with counts of workers and never one of them. */
export const migrantsContracts: readonly Contract[] = [
  {
    name: 'human-resources',
    title: 'Wage cases (人社)',
    departments: [],
    scopes: ['wageCase:read', 'wageCase:write', 'changes:read'],
    queries: ['changes', 'wageCases', 'wageCase', 'advanceRequests', 'advanceRules'],
    mutations: [
      'reportWageCase',
      'verifyWageCase',
      'orderPayment',
      'recordWagePayment',
      'requestAdvance',
      'sendWageCaseToLegal',
      'closeWageCase',
    ],
    types: {
      WageCase: `id caseNo owed recovered state reportedOn deadline settledOn verifiedOn orderedOn legalReason closedReason
        version region workers daysLeft overdue payments advance`,
      WagePayment: 'id paidOn amount',
      AdvanceRequest: 'id amount sharePercent reason requestedOn state paid paidOn version wageCase workers region',
      AdvanceRule: 'id sharePercent validFrom basis region',
      Region: REGION,
    },
  },
  {
    name: 'housing',
    title: 'Insured projects and inspections of sites (住建)',
    departments: [],
    scopes: ['insurance:read', 'insurance:write', 'inspection:read', 'inspection:write'],
    queries: ['insuranceProjects', 'insuranceProject', 'inspections', 'inspection'],
    mutations: ['registerProject', 'recordInsurance', 'closeProject'],
    types: {
      InsuranceProject: 'id name startedOn insured insuredOn workersCovered proofRef closedOn version region',
      Inspection: 'id kind title startsOn endsOn state closedOn version region findings',
      Finding: 'id summary state foundOn deadlineOn rectifiedOn orderedOn checkedOn version overdue',
      Region: REGION,
    },
  },
];
