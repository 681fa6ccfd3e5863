import { Money, type SubgraphContext } from '@nuan/federation';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { perPerson } from '../employment-stats/employment-figures';
import { EmploymentPayment } from '../payment/employment-payment.entity';
import type { EmploymentPaymentService } from '../payment/employment-payment.service';
import { TrainingProgram } from './training-program.entity';
import type { TrainingProgramService } from './training-program.service';

/** What a training programme cost. */
@Resolver(() => TrainingProgram)
export class TrainingMoneyResolver {
  constructor(
    private readonly programs: TrainingProgramService,
    private readonly ledger: EmploymentPaymentService,
  ) {}

  @FieldResolver(() => Money, {
    nullable: true,
    description: '`spent` per person `trained`, rounded half up to the fen (人均培训成本); null when nobody was.',
  })
  async costPerHead(@Root() program: TrainingProgram, @Ctx() ctx: SubgraphContext): Promise<bigint | null> {
    return perPerson(program.spentFen, await ctx.load(this.programs.loadTrained, program.id));
  }

  @FieldResolver(() => [EmploymentPayment], { description: 'Its payments and their reversals (支出明细), by day.' })
  payments(@Root() program: TrainingProgram, @Ctx() ctx: SubgraphContext): Promise<readonly EmploymentPayment[]> {
    return ctx.load(this.ledger.loadByProgram, program.id);
  }
}
