import { splitFen } from '@nuan/kernel';
import { dateOf } from '../days';
import type { CopyValue, SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';
import { pilotMoney } from './pilot.rows';
import { fundedOn, loanDueOn, paidModeOf, projectRegionOf, startupMoney } from './startup.rows';
import type { TrainingPlan } from './training-plan';
import { trainingMoney } from './training.rows';

/** Training is paid in two instalments: 60 per cent when it begins, the rest when all is done. */
const INSTALMENTS = [6n, 4n] as const;
const TRAINING_PAID_ON = ['2016-03-15', '2016-11-30'] as const;
const PILOT_PAID_ON = '2016-12-26';

function* trainingPayments(world: World, plan: TrainingPlan, tools: SampleTools): Iterable<readonly CopyValue[]> {
  const money = trainingMoney(world, plan);
  for (const [at, { index, cityCode }] of plan.programs.entries()) {
    const program = tools.id('training-program', index);
    for (const [part, amount] of splitFen(money[at] ?? 0n, INSTALMENTS).entries()) {
      const id = tools.id('training-payment', index * INSTALMENTS.length + part);
      if (amount > 0n)
        yield [id, 'TRAINING', program, null, null, cityCode, TRAINING_PAID_ON[part] ?? null, amount, null, null];
    }
  }
}

function* startupPayments(world: World, tools: SampleTools): Iterable<readonly CopyValue[]> {
  for (const [at, amount] of startupMoney(world).entries()) {
    const id = tools.id('startup-payment', at);
    const project = tools.id('startup-project', at);
    const posted = [
      projectRegionOf(world, at),
      dateOf(fundedOn(at) + 5),
      amount,
      paidModeOf(tools, at),
      loanDueOn(tools, at),
    ];
    yield [id, 'STARTUP', null, project, null, ...posted];
  }
}

function* pilotPayments(world: World, tools: SampleTools): Iterable<readonly CopyValue[]> {
  const money = pilotMoney(world);
  for (const [at, code] of world.pilotCities.entries()) {
    const id = tools.id('pilot-payment', at);
    yield [id, 'PILOT', null, null, tools.id('pilot', 0), code, PILOT_PAID_ON, money[at] ?? 0n, null, null];
  }
}

/** Money paid in 2016: exactly what programmes, projects and pilot cities show as spent. */
export function paymentLoads(world: World, plan: TrainingPlan, tools: SampleTools): TableLoad[] {
  const columns = [
    'id',
    'purpose',
    'training_program_id',
    'startup_project_id',
    'pilot_id',
    'region_code',
    'paid_on',
    'amount_fen',
    'support_mode',
    'loan_due_on',
  ];
  return [
    {
      table: 'employment_payment',
      columns,
      *rows() {
        yield* trainingPayments(world, plan, tools);
        yield* startupPayments(world, tools);
        yield* pilotPayments(world, tools);
      },
    },
  ];
}
