import type { Refusal, SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';

import { StartupEntry } from './startup-entry.entity';
import {
  GiveStartupMaterialInput,
  RecordStartupRepaymentInput,
  ReverseStartupEntryInput,
} from './startup-entry.inputs';
import {
  GiveStartupMaterialResult,
  RecordStartupRepaymentResult,
  ReverseStartupEntryResult,
} from './startup-entry.results';
import type { StartupEntryService } from './startup-entry.service';
import type { StartupEntryWriter } from './startup-entry.writer';
import { loanOf, StartupLoan } from './startup-loan';
import { StartupProject } from './startup-project.entity';

/** What a start-up has in kind, what it was lent, and what it paid back. */
@Resolver(() => StartupProject)
export class StartupEntryResolver {
  constructor(
    private readonly books: StartupEntryService,
    private readonly writer: StartupEntryWriter,
  ) {}

  @FieldResolver(() => [StartupEntry], {
    description: 'Materials handed over and instalments paid back, with their reversals (扶持台账), by day.',
  })
  entries(@Root() project: StartupProject, @Ctx() ctx: SubgraphContext): Promise<readonly StartupEntry[]> {
    return ctx.load(this.books.loadByProject, project.id);
  }

  @FieldResolver(() => StartupLoan, {
    nullable: true,
    description: 'Its interest-free loan (无息借款); null when nothing was lent.',
  })
  loan(@Root() project: StartupProject): StartupLoan | null {
    return loanOf(project);
  }

  @Mutation(() => GiveStartupMaterialResult, {
    description: 'Hands materials over to a project (发放实物): support without a payment, within the award.',
  })
  giveStartupMaterial(
    @Arg('input', () => GiveStartupMaterialInput, { description: 'What, and with which receipt (物品与签收单).' })
    input: GiveStartupMaterialInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<StartupProject | Refusal> {
    return this.writer.giveMaterial(ctx.viewer, input);
  }

  @Mutation(() => RecordStartupRepaymentResult, {
    description: 'Records an instalment of a loan (登记还款), never beyond what was lent.',
  })
  recordStartupRepayment(
    @Arg('input', () => RecordStartupRepaymentInput, { description: 'How much, and by which voucher (金额与凭证).' })
    input: RecordStartupRepaymentInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<StartupProject | Refusal> {
    return this.writer.repay(ctx.viewer, input);
  }

  @Mutation(() => ReverseStartupEntryResult, {
    description: 'Takes an entry back in full, with the reason (冲销台账). Nothing is ever deleted.',
  })
  reverseStartupEntry(
    @Arg('input', () => ReverseStartupEntryInput, { description: 'Which entry, and why (台账与原因).' })
    input: ReverseStartupEntryInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<StartupProject | Refusal> {
    return this.writer.reverse(ctx.viewer, input);
  }
}
