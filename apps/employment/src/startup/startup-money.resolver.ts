import type { SubgraphContext } from '@nuan/federation';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { EmploymentPayment } from '../payment/employment-payment.entity';
import type { EmploymentPaymentService } from '../payment/employment-payment.service';
import { StartupProject } from './startup-project.entity';

/** The money that reached a start-up project. */
@Resolver(() => StartupProject)
export class StartupMoneyResolver {
  constructor(private readonly ledger: EmploymentPaymentService) {}

  @FieldResolver(() => [EmploymentPayment], { description: 'Its payments and their reversals (拨付明细), by day.' })
  payments(@Root() project: StartupProject, @Ctx() ctx: SubgraphContext): Promise<readonly EmploymentPayment[]> {
    return ctx.load(this.ledger.loadByProject, project.id);
  }
}
