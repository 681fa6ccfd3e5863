import { Department, type PublishedFacts } from '@nuan/facts';

/** What migrants publishes: wage cases, advances and insured projects, which are the department of labour's matter as well. No person. */
export const migrantsFacts: PublishedFacts = {
  tables: [
    { table: 'wage_case', entity: 'WageCase' },
    { table: 'insurance_project', entity: 'InsuranceProject' },
    { table: 'advance_request', entity: 'AdvanceRequest' },
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
