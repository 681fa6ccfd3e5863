import { Department, type PublishedFacts } from '@nuan/facts';

/**
 * What migrants publishes: wage cases, advances and insured projects, which are the department of labour's matter as well; and the
 * travel subsidies that assistance is asked to pay, which name a person by id and go to no partner.
 */
export const migrantsFacts: PublishedFacts = {
  tables: [
    { table: 'wage_case', entity: 'WageCase' },
    { table: 'insurance_project', entity: 'InsuranceProject' },
    { table: 'advance_request', entity: 'AdvanceRequest' },
    { table: 'travel_subsidy_request', entity: 'TravelSubsidyRequest' },
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
    },
  },
};
