import { transitionGuard } from '@nuan/facts';
import type { StateMachine } from '@nuan/kernel';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { planItemMachine } from '../src/plan/plan-item.machine';

/** A measure that a payment carried out is open again when the payment is taken back. */
export class ReopenPlanItems1795564882000 implements MigrationInterface {
  readonly name = 'ReopenPlanItems1795564882000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await transitionGuard(queryRunner, 'plan_item', 'state', planItemMachine);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await transitionGuard(queryRunner, 'plan_item', 'state', WITHOUT_REOPENING);
  }
}

const WITHOUT_REOPENING: StateMachine = {
  ...planItemMachine,
  pairs: () => planItemMachine.pairs().filter(([from]) => from !== 'DONE'),
};
