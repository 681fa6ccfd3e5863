import type { SubgraphContext } from '@nuan/federation';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { FormerMember } from '../member/former-member.entity';
import type { FormerMemberService } from '../member/former-member.service';
import { FileTransfer } from '../transfer/file-transfer.entity';
import type { FileTransferService } from '../transfer/file-transfer.service';
import { Household } from './household.entity';

/** Hangs on a household what its file has gone through since it was recorded. */
@Resolver(() => Household)
export class HouseholdLifeResolver {
  constructor(
    private readonly moves: FileTransferService,
    private readonly former: FormerMemberService,
  ) {}

  @FieldResolver(() => [FileTransfer], {
    nullable: true,
    description: 'Transfers of the file between unions (档案转接), newest first.',
  })
  transfers(@Root() { id }: Household, @Ctx() ctx: SubgraphContext): Promise<readonly FileTransfer[]> {
    return ctx.load(this.moves.loadByHousehold, id);
  }

  @FieldResolver(() => [FormerMember], {
    nullable: true,
    description:
      'Who was a member and is no longer (历史家庭成员), who left last first; null with FORBIDDEN for who may not see persons.',
  })
  formerMembers(@Root() { id }: Household, @Ctx() ctx: SubgraphContext): Promise<readonly FormerMember[]> {
    return ctx.load(this.former.loadByHousehold, id);
  }
}
