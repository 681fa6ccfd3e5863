import { mutationResult, type Refusal, type SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';

import { Enterprise } from '../references/enterprise.reference';
import type { BulkTransferService } from './bulk-transfer.service';
import { EmployerTransfer } from './employer-transfer.entity';
import type { EmployerTransferWriter } from './employer-transfer.writer';
import { ProposeTransfersOfEmployerInput } from './file-transfer.inputs';

const ProposeTransfersOfEmployerResult = mutationResult(
  'ProposeTransfersOfEmployerResult',
  'What came of handing on the files of a deregistered employer (注销单位档案成批转接结果).',
  () => [EmployerTransfer],
);

/** GraphQL face of handing on the files of a deregistered employer (注销单位档案成批转接). */
@Resolver(() => EmployerTransfer)
export class EmployerTransferResolver {
  constructor(
    private readonly employers: BulkTransferService<EmployerTransfer>,
    private readonly writer: EmployerTransferWriter,
  ) {}

  @Query(() => EmployerTransfer, {
    nullable: true,
    description:
      'One act that hands on the files of a deregistered employer (成批转接); NOT_FOUND when unknown, outside the viewer’s regions and not its own.',
  })
  employerTransfer(
    @Arg('id', () => ID, { description: 'UUID of the act (编号).' }) id: string,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<EmployerTransfer> {
    return this.employers.get(viewer, id);
  }

  @Mutation(() => ProposeTransfersOfEmployerResult, {
    description:
      'Proposes the transfers of all files that the union of a deregistered employer keeps (注销单位档案成批转接), within the viewer’s regions, to the federation of each file’s county; each is then accepted by another person. For makers and counties.',
  })
  proposeTransfersOfEmployer(
    @Arg('input', () => ProposeTransfersOfEmployerInput, { description: 'Which employer (注销的单位).' })
    input: ProposeTransfersOfEmployerInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<EmployerTransfer | Refusal> {
    return this.writer.propose(viewer, input);
  }

  @FieldResolver(() => Enterprise, {
    nullable: true,
    description: 'Employer that was deregistered (注销的单位); null when its owner cannot give it.',
  })
  employer(@Root() { enterpriseId }: EmployerTransfer): Enterprise | null {
    return Enterprise.of(enterpriseId);
  }
}
