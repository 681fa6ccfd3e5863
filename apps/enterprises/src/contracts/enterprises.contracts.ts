import type { Contract } from '@nuan/federation';

const REGION = 'code name level';
const ENTERPRISE = 'id creditCode name industry ownership headcount status currentDistress closedOn version';

/** What partner departments see of enterprises: firms and lines of regions, and of the people there nothing. */
export const enterprisesContracts: readonly Contract[] = [
  {
    name: 'industry',
    title: 'Works and the capacity that they give up (工信)',
    departments: [],
    scopes: ['enterprise:read', 'enterprise:write'],
    queries: ['enterprises', 'enterprise', 'enterpriseByCreditCode'],
    mutations: ['registerEnterprise', 'changeEnterprise', 'recordCapacityCut', 'recordDiversion'],
    types: {
      Enterprise: `${ENTERPRISE} region capacityCuts diversions divertedTotal`,
      CapacityCut: 'year product plannedTons doneTons closedOn version',
      WorkerDiversion: 'year route workers version',
      EnterpriseAlreadyRegistered: 'rule field creditCode enterpriseId message',
      Region: REGION,
    },
  },
  {
    name: 'civil-affairs',
    title: 'Minimum-living lines (民政)',
    departments: [],
    scopes: ['regionFact:write', 'changes:read'],
    queries: ['changes', 'regions', 'region'],
    mutations: ['setMinLivingLine'],
    types: {
      Region: `${REGION} minLivingLine minLivingLines`,
      MinLivingLine: 'validFrom validTo monthly document version',
    },
  },
  {
    name: 'human-resources',
    title: 'Employers and their distress (人社)',
    departments: [],
    scopes: ['enterprise:read', 'demonstration:decide', 'changes:read'],
    queries: ['changes', 'enterprises', 'enterprise', 'enterpriseByCreditCode'],
    mutations: ['selectDemonstrationUnit', 'revokeDemonstrationUnit'],
    types: {
      Enterprise: `${ENTERPRISE} demonstration demonstrationSinceOn region distress`,
      DistressPeriod: 'id kind from to recordedOn',
      Region: REGION,
    },
  },
  {
    name: 'commerce',
    title: 'Shops that give households on file a discount (商务)',
    departments: [],
    scopes: ['union:read', 'shop:write', 'changes:read'],
    queries: ['changes', 'partnerShops', 'partnerShop'],
    mutations: ['signPartnerShop', 'endPartnerShop', 'correctPartnerShop'],
    types: {
      PartnerShop:
        'id name region discountPercent validFromOn validToOn status isRunning endedOn endedReason correctedOn correctedReason version',
      Region: REGION,
    },
  },
];
