import type { Contract } from '@nuan/federation';

import { protectionContracts } from './protection.contracts';
import { serviceContracts } from './service.contracts';
import { stationContracts } from './station.contracts';

/** What partner departments see of migrants: cases, sites, stations and services, with counts of workers and never one of them. */
export const migrantsContracts: readonly Contract[] = [
  ...protectionContracts,
  ...stationContracts,
  ...serviceContracts,
];
