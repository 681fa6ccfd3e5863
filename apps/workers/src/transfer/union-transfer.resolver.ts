import { mutationResult, type Refusal, type SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';

import { TradeUnion } from '../references/trade-union.reference';
import type { BulkTransferService } from './bulk-transfer.service';
import { ProposeTransfersOfUnionInput } from './file-transfer.inputs';
import { UnionTransfer } from './union-transfer.entity';
import type { UnionTransferWriter } from './union-transfer.writer';

const ProposeTransfersOfUnionResult = mutationResult(
  'ProposeTransfersOfUnionResult',
  'What came of handing on the files of a dissolved union (撤销工会档案成批转接结果).',
  () => [UnionTransfer],
);

/** GraphQL face of handing on the files of a dissolved union (撤销工会档案成批转接). */
@Resolver(() => UnionTransfer)
export class UnionTransferResolver {
  constructor(
    private readonly unions: BulkTransferService<UnionTransfer>,
    private readonly writer: UnionTransferWriter,
  ) {}

  @Query(() => UnionTransfer, {
    nullable: true,
    description:
      'One act that hands on the files of a dissolved union (成批转接); NOT_FOUND when unknown, outside the viewer’s regions and not its own.',
  })
  unionTransfer(
    @Arg('id', () => ID, { description: 'UUID of the act (编号).' }) id: string,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<UnionTransfer> {
    return this.unions.get(viewer, id);
  }

  @Mutation(() => ProposeTransfersOfUnionResult, {
    description:
      'Proposes the transfers of all files of a dissolved union to its successor (撤销工会档案成批转接), within the viewer’s regions; each is then accepted by the receiving side. For makers and counties.',
  })
  proposeTransfersOfUnion(
    @Arg('input', () => ProposeTransfersOfUnionInput, { description: 'Which union (撤销的工会).' })
    input: ProposeTransfersOfUnionInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<UnionTransfer | Refusal> {
    return this.writer.propose(viewer, input);
  }

  @FieldResolver(() => TradeUnion, {
    nullable: true,
    description: 'Union that was dissolved (撤销的工会); null when its owner cannot give it.',
  })
  union(@Root() { unionId }: UnionTransfer): TradeUnion | null {
    return TradeUnion.of(unionId);
  }

  @FieldResolver(() => TradeUnion, {
    nullable: true,
    description: 'Union that receives the files (承接工会); null when its owner cannot give it.',
  })
  successor(@Root() { successorId }: UnionTransfer): TradeUnion | null {
    return TradeUnion.of(successorId);
  }
}
