import { Money, type SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';

import { DonationLot } from './donation-lot.entity';
import {
  IssueLotInput,
  ReceiveDonationInput,
  ReturnDonationInput,
  TakeBackLotIssueInput,
  WriteOffLotInput,
} from './donation-write.inputs';
import {
  type DonationOutcome,
  IssueLotResult,
  type LotIssueOutcome,
  ReceiveDonationResult,
  ReturnDonationResult,
  TakeBackLotIssueResult,
  WriteOffLotResult,
} from './donation.results';
import type { DonationService } from './donation.service';
import type { DonationWriter } from './donation.writer';
import { LotIssue } from './lot-issue.entity';
import type { LotIssueWriter } from './lot-issue.writer';

/** What is done to donations and their goods (社会捐助), as the graph offers it. */
@Resolver(() => LotIssue)
export class DonationWriteResolver {
  constructor(
    private readonly donations: DonationWriter,
    private readonly lots: LotIssueWriter,
  ) {}

  @Mutation(() => ReceiveDonationResult, {
    description: 'Records a donation (接收捐赠): cash is raised into its fund in the same act, goods come in as lots.',
  })
  receiveDonation(
    @Arg('input', () => ReceiveDonationInput, { description: 'The donation (捐赠).' }) input: ReceiveDonationInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<DonationOutcome> {
    return this.donations.receive(ctx.viewer, input);
  }

  @Mutation(() => ReturnDonationResult, {
    description: 'Gives cash of a donation back, or corrects it (退回或更正捐款), by a counter-entry.',
  })
  returnDonation(
    @Arg('input', () => ReturnDonationInput, { description: 'The cash (退回捐款).' }) input: ReturnDonationInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<DonationOutcome> {
    return this.donations.giveBack(ctx.viewer, input);
  }

  @Mutation(() => IssueLotResult, { description: 'Gives donated goods to people (发放捐赠物资).' })
  issueLot(
    @Arg('input', () => IssueLotInput, { description: 'The goods and who receives them (物资及受助人).' })
    input: IssueLotInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<LotIssueOutcome> {
    return this.lots.issue(ctx.viewer, input);
  }

  @Mutation(() => WriteOffLotResult, { description: 'Writes donated goods off (核销捐赠物资).' })
  writeOffLot(
    @Arg('input', () => WriteOffLotInput, { description: 'The goods (物资).' }) input: WriteOffLotInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<LotIssueOutcome> {
    return this.lots.writeOff(ctx.viewer, input);
  }

  @Mutation(() => TakeBackLotIssueResult, {
    description: 'Takes an issue or a write-off back by an entry with the opposite sign (冲销物资记录).',
  })
  takeBackLotIssue(
    @Arg('input', () => TakeBackLotIssueInput, { description: 'The entry (记录).' }) input: TakeBackLotIssueInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<LotIssueOutcome> {
    return this.lots.takeBack(ctx.viewer, input);
  }

  @FieldResolver(() => Money, {
    description: 'Value a head (人均价值，元), rounded down to the fen; 0.00 when nobody received.',
  })
  valuePerHead(@Root() issue: LotIssue): bigint {
    return issue.valuePerHead;
  }
}

/** What hangs on a lot of goods (物资批次): what became of it. */
@Resolver(() => DonationLot)
export class DonationLotResolver {
  constructor(private readonly donations: DonationService) {}

  @FieldResolver(() => [LotIssue], {
    description: 'What became of the goods (物资发放记录), in the order of recording; empty for lots loaded in bulk.',
  })
  issues(@Root() lot: DonationLot, @Ctx() ctx: SubgraphContext): Promise<readonly LotIssue[]> {
    return ctx.load(this.donations.loadIssues, lot.id);
  }
}
