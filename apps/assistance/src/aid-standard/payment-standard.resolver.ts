import type { SubgraphContext } from '@nuan/federation';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Disbursement } from '../disbursement/disbursement.entity';
import { AidStandard } from './aid-standard.entity';
import type { AidStandardService } from './aid-standard.service';

/** The standard of a payment (适用标准), kept with its decision. */
@Resolver(() => Disbursement)
export class PaymentStandardResolver {
  constructor(private readonly standards: AidStandardService) {}

  @FieldResolver(() => AidStandard, {
    nullable: true,
    description:
      'The standard whose caps it was held against last (适用标准), though another may hold by now. Null before it is checked, and for payments loaded in bulk.',
  })
  standard(@Root() payment: Disbursement, @Ctx() ctx: SubgraphContext): Promise<AidStandard | null> | null {
    return payment.standardId === null ? null : ctx.load(this.standards.loadMany, payment.standardId);
  }
}
