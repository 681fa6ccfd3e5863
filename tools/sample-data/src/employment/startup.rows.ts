import { splitFen } from '@nuan/kernel';
import { dateOf, dayOf } from '../days';
import { enterpriseIdOf } from '../enterprises';
import { personIdOf } from '../persons';
import type { Rng } from '../random';
import type { SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';
import { scaledFen } from './money';

/** Published: 3 million yuan for the projects of 100 start-up leaders in 2016. */
const STARTUP_FEN = 300_000_000;
const FUNDED_FROM = dayOf('2016-04-11');
const FUNDED_DAYS = 70;
const TRADES = ['早点餐饮', '家政服务', '特色种植', '服装加工', '电商配送', '社区养老', '农家乐', '机械维修'] as const;

/** Money of each leader's project, in the order of the world: equal shares, to the fen. */
export function startupMoney(world: World): readonly bigint[] {
  const { leaders } = world.employment2016;
  if (leaders.length === 0) return [];
  return splitFen(
    scaledFen(STARTUP_FEN, world.scale),
    leaders.map(() => 1n),
  );
}

/** Region of a leader's project: where the firm lies. */
export function projectRegionOf(world: World, leader: number): string {
  const firm = world.employment2016.leaders[leader]?.enterpriseIndex ?? 0;
  return world.enterprises[firm]?.regionCode ?? '';
}

/** The day on which a leader's support was granted. */
export const fundedOn = (leader: number): number => FUNDED_FROM + ((leader * 13) % FUNDED_DAYS);

/**
 * Modes of support of a leader's project (扶持方式), drawn first: ours, because the source does not say who had which. The first has a
 * loan, so that the smallest sample shows one.
 */
function supportOf(random: Rng, leader: number): readonly string[] {
  const drawn = random.weighted([
    [['GRANT'], 5],
    [['GRANT', 'INTEREST_SUBSIDY'], 3],
    [['INTEREST_FREE_LOAN'], 2],
    [['GRANT', 'MATERIAL'], 1],
  ]);
  return leader === 0 ? ['INTEREST_FREE_LOAN'] : drawn;
}

/** In which of them a leader's project was paid. */
export const paidModeOf = (tools: SampleTools, leader: number): string =>
  supportOf(tools.random('startup-project', leader), leader)[0] ?? 'GRANT';

/** Ours: a loan runs for two years. */
const LOAN_DAYS = 730;

/** The day by which a leader's loan is to be paid back; null for money of another mode. */
export const loanDueOn = (tools: SampleTools, leader: number): string | null =>
  paidModeOf(tools, leader) === 'INTEREST_FREE_LOAN' ? dateOf(fundedOn(leader) + LOAN_DAYS) : null;

/** The start-up projects of 2016, all of them paid in full. */
export function startupLoads(world: World, tools: SampleTools): TableLoad[] {
  const { leaders, startupHires } = world.employment2016;
  const money = startupMoney(world);
  const hires = leaders.map(() => 0);
  for (const { leader } of startupHires) hires[leader] = (hires[leader] ?? 0) + 1;
  const columns = [
    'id',
    'name',
    'leader_id',
    'enterprise_id',
    'region_code',
    'year',
    'support',
    'amount_fen',
    'paid_fen',
    'loan_fen',
    'loan_due_on',
    'state',
    'applied_on',
    'funded_on',
    'jobs_planned',
  ];
  return [
    {
      table: 'startup_project',
      columns,
      *rows() {
        for (const [at, { personIndex, enterpriseIndex }] of leaders.entries()) {
          const random = tools.random('startup-project', at);
          const support = supportOf(random, at);
          const amount = money[at] ?? 0n;
          const dueOn = loanDueOn(tools, at);
          const loan = [dueOn === null ? 0n : amount, dueOn];
          const planned = Math.max(1, (hires[at] ?? 0) - random.between(0, 8));
          const name = `${random.pick(TRADES)}创业项目（样例${String(at + 1)}）`;
          yield [
            ...[tools.id('startup-project', at), name, personIdOf(personIndex), enterpriseIdOf(enterpriseIndex)],
            ...[projectRegionOf(world, at), 2016, support, amount, amount, ...loan, 'OPERATING'],
            ...[dateOf(fundedOn(at) - random.between(30, 60)), dateOf(fundedOn(at)), planned],
          ];
        }
      },
    },
  ];
}
