import { yuan } from '@nuan/kernel';
import { at, fenAt, having, type Json, listAt, numberAt, sumOf, sumOfFen } from './answers';

/** A figure as the answers show it: a number, or an amount in yuan. */
export type FigureValue = number | string;

const group = (answer: Json, kind: string): Json => having(listAt(answer, 'campaign.groups'), 'kind', kind);
const groupCount = (answer: Json, kind: string): number => numberAt(group(answer, kind), 'count.value');
const cities = (answer: Json): readonly Json[] => listAt(answer, 'regions');
const sanitationEvent = (answer: Json): Json => having(listAt(answer, 'bengbuEvents.nodes'), 'recipients.value', 1000);

function enterprisesVisited(answer: Json): number {
  const counts = at(answer, 'campaign.enterprisesVisited');
  if (!Array.isArray(counts)) return numberAt(counts, 'value');
  return numberAt(having(counts as readonly Json[], 'unit', 'ENTERPRISE'), 'value');
}

/** Where each published figure stands in the answer to its question. */
export const FIGURES: Readonly<Record<string, (answer: Json) => FigureValue | readonly FigureValue[]>> = {
  N01: (answer) => [yuan(fenAt(answer, 'campaign.raised')), yuan(fenAt(answer, 'campaign.distributed'))],
  N02: enterprisesVisited,
  N03: (answer) => sumOf(listAt(answer, 'campaign.groups'), 'count.value'),
  N04: (answer) => groupCount(answer, 'FILED_HOUSEHOLD'),
  N05: (answer) => numberAt(group(answer, 'FILED_HOUSEHOLD'), 'ofWhichMigrant.value'),
  N06: (answer) => groupCount(answer, 'DISTRESSED_ENTERPRISE_WORKER') + groupCount(answer, 'ON_DUTY_WORKER'),
  N07: (answer) => groupCount(answer, 'MODEL_WORKER_HOUSEHOLD'),
  N09: (answer) => numberAt(answer, 'chuzhouPairs.totalCount'),
  N10: (answer) => sumOf(cities(answer), 'employment.placed'),
  N11: (answer) => yuan(sumOfFen(listAt(answer, 'overcapacityTraining.nodes'), 'spent')),
  N12: (answer) => sumOf(cities(answer), 'employment.trained'),
  N13: (answer) => yuan(sumOfFen(listAt(answer, 'startupProjects.nodes'), 'amount')),
  N14: (answer) => numberAt(answer, 'startupProjects.totalCount'),
  N15: (answer) => sumOf(cities(answer), 'employment.startupJobs'),
  N16: (answer) => yuan(sumOfFen(listAt(answer, 'pilots'), 'budget')),
  N17: (answer) =>
    new Set(listAt(answer, 'pilots').flatMap((pilot) => listAt(pilot, 'cities').map((city) => at(city, 'code')))).size,
  N18: (answer) => numberAt(answer, 'carts.totalCount'),
  N20: (answer) => sumOf(cities(answer), 'migrant.homes'),
  N21: (answer) => sumOf(cities(answer), 'migrant.stations'),
  N22: (answer) => sumOf(cities(answer), 'migrant.healthChecks'),
  N23: (answer) => numberAt(answer, 'scholarshipStats.migrant'),
  N24: (answer) => numberAt(answer, 'scholarshipStats.share'),
  N25: (answer) => numberAt(answer, 'employmentStats.migrantsPlaced'),
  N26: (answer) => [
    numberAt(sanitationEvent(answer), 'recipients.value'),
    yuan(fenAt(sanitationEvent(answer), 'amount')),
  ],
  N28: (answer) => yuan(fenAt(having(listAt(answer, 'provincialFunds'), 'source', 'UNION_DUES'), 'amount')),
  N29: (answer) => yuan(fenAt(answer, 'chuzhouDonations.cash')),
  N31: (answer) => [
    numberAt(answer, 'bengbuDonations.recipients.value'),
    yuan(fenAt(answer, 'bengbuDonations.goodsValue')),
  ],
};
