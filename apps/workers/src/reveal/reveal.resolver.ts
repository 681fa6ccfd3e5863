import { mutationResult, type Refusal, type SubgraphContext } from '@nuan/federation';
import { Allow } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';

import { AccountRevealed, PersonField, PersonRevealed, RevealLimitReached, RevealPurpose } from './reveal.results';
import type { AccountReveal, PersonReveal, RevealService } from './reveal.service';

/** Which value of which person, for what. */
@InputType({ description: 'Which value of which person is needed, and for what (查看明文申请).' })
export class RevealPersonInput implements PersonReveal {
  @Allow()
  @Field(() => ID, { nullable: true, description: 'The person (职工或成员); this one or filingPersonId is given.' })
  readonly workerId?: string | null;

  @Allow()
  @Field(() => ID, { nullable: true, description: 'The person of an application (申请家庭成员).' })
  readonly filingPersonId?: string | null;

  @Allow()
  @Field(() => PersonField, { description: 'What is to be revealed (项目).' })
  readonly field!: PersonField;

  @Allow()
  @Field(() => RevealPurpose, { description: 'What it is needed for (用途).' })
  readonly purpose!: RevealPurpose;

  @Allow()
  @Field(() => String, { description: 'The reason in words (理由), at most 500 characters.' })
  readonly reason!: string;
}

/** Which account, for what. */
@InputType({ description: 'Which household’s account is needed, and why (查看账号申请).' })
export class RevealAccountInput implements AccountReveal {
  @Allow()
  @Field(() => ID, { description: 'The file (档案).' })
  readonly householdId!: string;

  @Allow()
  @Field(() => RevealPurpose, { description: 'What it is needed for (用途).' })
  readonly purpose!: RevealPurpose;

  @Allow()
  @Field(() => String, { description: 'The reason in words (理由), at most 500 characters.' })
  readonly reason!: string;
}

const RevealPersonResult = mutationResult(
  'RevealPersonResult',
  'What came of asking for a value of a person (查看明文结果).',
  () => [PersonRevealed, RevealLimitReached],
);
const RevealAccountResult = mutationResult(
  'RevealAccountResult',
  'What came of asking for an account (查看账号结果).',
  () => [AccountRevealed, RevealLimitReached],
);

/** Revealing of sealed values (查看明文), through the API. */
@Resolver()
export class RevealResolver {
  constructor(private readonly reveals: RevealService) {}

  @Mutation(() => RevealPersonResult, {
    description:
      'Reveals one value of a person, on record with a reason (查看明文); at most 20 values an hour. For cities and counties; illness and disability for counties alone.',
  })
  revealPerson(
    @Arg('input', () => RevealPersonInput, { description: 'Which value, and why (查看申请).' })
    input: RevealPersonInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<PersonRevealed | RevealLimitReached | Refusal> {
    return this.reveals.person(viewer, input);
  }

  @Mutation(() => RevealAccountResult, {
    description:
      'Reveals the account of a household, on record with a reason (查看账号); at most 20 values an hour. For cashiers.',
  })
  revealAccount(
    @Arg('input', () => RevealAccountInput, { description: 'Which account, and why (查看申请).' })
    input: RevealAccountInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<AccountRevealed | RevealLimitReached | Refusal> {
    return this.reveals.account(viewer, input);
  }
}
