import type { Contract } from '@nuan/federation';
import { listImportContract } from '@nuan/intake';

import { CAPACITY_IMPORT } from '../capacity-import/capacity-import.machine';
import { ENTERPRISE_IMPORT } from '../import/enterprise-import.machine';
import { VISIT_IMPORT } from '../visit-import/visit-import.machine';
import { REGION } from './region-fields';

const ENTERPRISE = `id creditCode name industry ownership headcount status currentDistress demonstration demonstrationSinceOn
  supportsEmployment closedOn version region distress visits demonstrationSteps jobPledges jobsPromised`;

const enterprises = listImportContract(ENTERPRISE_IMPORT, ['enterprisesImported']);
const cuts = listImportContract(CAPACITY_IMPORT, ['cutsImported']);
const visits = listImportContract(VISIT_IMPORT, ['visitsImported', 'campaign']);

const QUERIES = ['changes', 'enterprises', 'enterprise', 'enterpriseByCreditCode', 'enterpriseVisits'];

/** Acts on the register of firms, their distress and visits, and units that are nominated and promise jobs. */
const MUTATIONS = [
  ...['registerEnterprise', 'changeEnterprise'],
  ...['openDistress', 'changeDistressKind', 'endDistress', 'correctDistress'],
  ...['recordEnterpriseVisit', 'correctEnterpriseVisit'],
  ...['nominateDemonstrationUnit', 'promiseJobs'],
];

/** What those acts lead to: who paid a visit, and what an officer wrote about it, is written and not shown. */
const TYPES = {
  EnterpriseAlreadyRegistered: 'rule field creditCode enterpriseId message',
  DistressPeriod: 'id kind from to recordedOn',
  EnterpriseVisit: 'id firstInCampaign visitedOn leaderRank workersMet amount goods correctedOn region campaign',
  Campaign: 'code',
  DemonstrationStep: 'status decidedOn',
  DemonstrationPledge: 'year jobs version',
  Region: REGION,
};

/** The contracts with departments that keep firms (企业): industry, and human resources, which decides upon what others nominated. */
export const firmContracts: readonly Contract[] = [
  {
    name: 'industry',
    title: 'Works, the capacity that they give up, their distress and visits to them (工信)',
    departments: [],
    scopes: ['enterprise:read', 'enterprise:write', 'changes:read'],
    queries: [...QUERIES, ...enterprises.queries, ...cuts.queries, ...visits.queries],
    mutations: [
      ...MUTATIONS,
      ...['moveEnterprise', 'deregisterEnterprise', 'recordCapacityCut', 'recordDiversion'],
      ...[...enterprises.mutations, ...cuts.mutations, ...visits.mutations],
    ],
    types: {
      Enterprise: `${ENTERPRISE} moves capacityCuts diversions divertedTotal`,
      EnterpriseMove: 'movedOn recordedOn from to',
      CapacityCut: 'year product plannedTons doneTons closedOn version',
      WorkerDiversion: 'year route workers version',
      ...TYPES,
      ...enterprises.types,
      ...cuts.types,
      ...visits.types,
    },
  },
  {
    name: 'human-resources',
    title: 'Employers, their distress and selection of demonstration units (人社)',
    departments: [],
    scopes: ['enterprise:read', 'enterprise:write', 'demonstration:decide', 'changes:read'],
    queries: [...QUERIES, ...enterprises.queries],
    mutations: [...MUTATIONS, ...['selectDemonstrationUnit', 'revokeDemonstrationUnit'], ...enterprises.mutations],
    types: { Enterprise: ENTERPRISE, ...TYPES, ...enterprises.types },
  },
];
