import { Department, type PublishedFacts } from '@nuan/facts';

const INSPECTIONS = {
  Inspection: ['kind', 'state', 'startsOn', 'endsOn', 'closedOn'],
  Finding: [
    ...['inspectionId', 'enterpriseId', 'state', 'foundOn', 'orderedOn', 'deadlineOn', 'rectifiedOn', 'checkedOn'],
  ],
};
const JOURNEY = ['kind', 'campaignCode', 'servedOn', 'seats', 'served', 'status'] as const;

/**
 * What migrants publishes: wage cases, advances and insured projects, which are the department of labour's matter as well; the
 * travel subsidies that assistance is asked to pay, which name a person by id and go to no partner; and what departments run
 * themselves, which no subgraph of ours keeps.
 */
export const migrantsFacts: PublishedFacts = {
  tables: [
    { table: 'wage_case', entity: 'WageCase' },
    { table: 'insurance_project', entity: 'InsuranceProject' },
    { table: 'advance_request', entity: 'AdvanceRequest' },
    { table: 'travel_subsidy_request', entity: 'TravelSubsidyRequest', isPersonal: true },
    { table: 'inspection', entity: 'Inspection', isForPartnersAlone: true },
    { table: 'inspection_finding', entity: 'Finding', isForPartnersAlone: true },
    { table: 'service_station', entity: 'ServiceStation', isForPartnersAlone: true },
    { table: 'return_service', entity: 'ReturnService', isForPartnersAlone: true },
    { table: 'culture_event', entity: 'CultureEvent', isForPartnersAlone: true },
    { table: 'health_check_batch', entity: 'HealthCheckBatch', isForPartnersAlone: true },
    { table: 'honour_nomination', entity: 'HonourNomination', isForPartnersAlone: true },
  ],
  partners: {
    [Department.HUMAN_RESOURCES]: {
      WageCase: [
        'caseNo',
        'enterpriseId',
        'state',
        'workers',
        'owedFen',
        'recoveredFen',
        'reportedOn',
        'deadlineOn',
        'settledOn',
      ],
      AdvanceRequest: ['wageCaseId', 'enterpriseId', 'workers', 'amountFen', 'requestedOn'],
      InsuranceProject: ['name', 'enterpriseId', 'startedOn', 'isInsured', 'insuredOn', 'workersCovered'],
      ...INSPECTIONS,
    },
    [Department.HOUSING]: {
      InsuranceProject: ['enterpriseId', 'startedOn', 'isInsured', 'insuredOn', 'workersCovered'],
      ...INSPECTIONS,
    },
    [Department.CIVIL_AFFAIRS]: {
      ServiceStation: [
        ...['code', 'kind', 'buildMode', 'state', 'score', 'amenities', 'missingAmenities', 'services'],
        ...['longitude', 'latitude', 'openedOn', 'closedOn'],
      ],
    },
    [Department.TRANSPORT]: { ReturnService: JOURNEY },
    [Department.RAILWAY]: { ReturnService: JOURNEY },
    [Department.SERVICE_PLATFORM]: {
      ReturnService: JOURNEY,
      CultureEvent: ['kind', 'campaignCode', 'heldOn', 'status'],
    },
    [Department.CULTURE]: {
      CultureEvent: ['kind', 'campaignCode', 'heldOn', 'volunteers', 'participants', 'status'],
    },
    [Department.HEALTH]: { HealthCheckBatch: ['occupation', 'checkedOn', 'persons', 'precision', 'status'] },
    [Department.MIGRANT_WORKERS_OFFICE]: {
      HonourNomination: ['kind', 'edition', 'state', 'nominatedOn', 'decidedOn', 'honourId'],
    },
  },
};
