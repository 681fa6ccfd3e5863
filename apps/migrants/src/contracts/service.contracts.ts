import type { Contract } from '@nuan/federation';
import { listImportContract } from '@nuan/intake';

import { CHECK_IMPORT } from '../check-import/check-import.machine';
import { REGION } from './region-fields';

const checks = listImportContract(CHECK_IMPORT, ['personsChecked', 'healthCheckBatchId']);

/** A journey home, and how many it took. What it cost is shown to who buys the tickets; subsidies are of persons, and in no contract. */
const JOURNEY = 'id kind title servedOn seats status version region campaign served places';
const EVENT = 'id kind title heldOn volunteers status version region campaign participants places';
const POOL = 'id phase capacity opensAt closesAt held waiting';
/** A claim by its number: which seat is taken, and never by whom. */
const CLAIM = 'id poolId state placeNumber queueNumber claimedAt version';
const JOURNEYS = {
  queries: ['returnServices', 'returnService'],
  mutations: ['planReturn', 'openReturn', 'departReturn', 'recordServed', 'finishReturn', 'cancelReturn'],
  types: { PlacePool: POOL, Campaign: 'code', Region: REGION },
} as const;

/** Contracts with those who bring migrant workers home, and with their app. */
const travel: readonly Contract[] = [
  {
    name: 'transport',
    title: 'Buses home (交通)',
    departments: [],
    scopes: ['returnService:read', 'returnService:write', 'changes:read'],
    queries: ['changes', ...JOURNEYS.queries, 'placeClaims'],
    mutations: [...JOURNEYS.mutations, 'markBoarded'],
    types: { ...JOURNEYS.types, ReturnService: JOURNEY, PlaceClaim: CLAIM },
  },
  {
    name: 'railway',
    title: 'Tickets for groups (铁路)',
    departments: [],
    scopes: ['returnService:read', 'returnService:write', 'changes:read'],
    queries: ['changes', ...JOURNEYS.queries],
    mutations: [...JOURNEYS.mutations, 'buyGroupTickets'],
    types: { ...JOURNEYS.types, ReturnService: `${JOURNEY} subsidy` },
  },
  {
    name: 'service-platform',
    title: 'The app that workers claim places with (工会服务平台)',
    departments: [],
    scopes: ['event:join', 'returnService:read', 'changes:read'],
    queries: ['changes', ...JOURNEYS.queries, 'cultureEvents', 'cultureEvent'],
    mutations: ['claimPlace', 'bookSeat', 'cancelPlace'],
    types: {
      ...JOURNEYS.types,
      ReturnService: JOURNEY,
      CultureEvent: EVENT,
      PlaceClaim: CLAIM,
      EventFull: 'rule field message waitingNumber claim',
    },
  },
];

/** Contracts with those who serve migrant workers where they live and work. */
const care: readonly Contract[] = [
  {
    name: 'health',
    title: 'Health checks, as counts (卫健)',
    departments: [],
    scopes: ['healthCheck:read', 'healthCheck:write', 'changes:read'],
    queries: ['changes', 'healthCheckBatches', 'healthCheckBatch', ...checks.queries],
    mutations: [
      ...['planHealthCheckBatch', 'recordHealthCheckBatch', 'closeHealthCheckBatch', 'cancelHealthCheckBatch'],
      ...checks.mutations,
    ],
    types: {
      HealthCheckBatch: 'id title occupation checkedOn status version region persons',
      ...checks.types,
      Region: REGION,
    },
  },
  {
    name: 'migrant-workers-office',
    title: 'Honours (农民工办)',
    departments: [],
    scopes: ['honour:read', 'honour:write', 'changes:read'],
    queries: ['changes', 'honours', 'honour', 'honourNominations'],
    mutations: ['nominateHonour', 'decideHonour', 'grantRestStay'],
    types: {
      HonourNomination: 'id kind edition name state nominatedOn decidedOn version region honour',
      Honour: 'id kind edition name awardedOn labourMedal restStay restStayFrom restStayTo version region',
      Region: REGION,
    },
  },
  {
    name: 'culture',
    title: 'Culture brought to the sites (文旅)',
    departments: [],
    scopes: ['event:write', 'returnService:read', 'changes:read'],
    queries: ['changes', 'cultureEvents', 'cultureEvent', 'placeClaims'],
    mutations: ['planEvent', 'openEvent', 'closeEvent', 'cancelEvent', 'markAttended'],
    types: { CultureEvent: EVENT, PlacePool: POOL, PlaceClaim: CLAIM, Campaign: 'code', Region: REGION },
  },
];

export const serviceContracts: readonly Contract[] = [...travel, ...care];
