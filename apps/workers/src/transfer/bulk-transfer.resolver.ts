import { Progress, progressOf, type SubgraphContext } from '@nuan/federation';
import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';

import type { BulkTransfer } from './bulk-transfer.entity';
import type { BulkTransferService } from './bulk-transfer.service';

/** Declares the fields of acts of a kind that tell how far they are. */
export function bulkTransferFields<Act extends BulkTransfer>(
  act: new () => Act,
): new (acts: BulkTransferService<Act>) => object {
  @Resolver(() => act)
  class BulkTransferFields {
    constructor(private readonly acts: BulkTransferService<Act>) {}

    @FieldResolver(() => Int, { description: 'Transfers that it has proposed so far (已提请转接数).' })
    proposedCount(@Root() { id }: BulkTransfer, @Ctx() ctx: SubgraphContext): Promise<number> {
      return ctx.load(this.acts.loadProposed, id);
    }

    @FieldResolver(() => Progress, {
      nullable: true,
      description: 'How far it is, in files (进度); null when all were proposed at once.',
    })
    async progress(@Root() { id }: BulkTransfer, @Ctx() ctx: SubgraphContext): Promise<Progress | null> {
      return progressOf(await ctx.load(this.acts.loadProgress, id));
    }
  }
  return BulkTransferFields;
}
