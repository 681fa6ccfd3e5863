import { mutationResult, type Refusal, type SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';

import { Consent } from '../filing/consent.entity';
import { RecordPersonConsentInput, WithdrawPersonConsentInput } from './person-consent.inputs';
import type { PersonConsentWriter } from './person-consent.writer';
import { Worker } from './worker.entity';
import type { WorkerService } from './worker.service';

const PersonConsentResult = mutationResult(
  'PersonConsentResult',
  'What came of recording or taking back a consent (授权登记结果).',
  () => [Worker],
);

/** Consents of persons on file (授权), through the API. */
@Resolver(() => Worker)
export class PersonConsentResolver {
  constructor(
    private readonly writer: PersonConsentWriter,
    private readonly people: WorkerService,
  ) {}

  @FieldResolver(() => [Consent], {
    nullable: true,
    description:
      'Consents of the person (授权), oldest first, those taken back included; null with FORBIDDEN for who may not see filings.',
  })
  consents(@Root() { id }: Worker, @Ctx() ctx: SubgraphContext): Promise<readonly Consent[]> {
    return ctx.load(this.people.loadConsents, id);
  }

  @Mutation(() => PersonConsentResult, { description: 'Records a consent of a person on file (登记授权). For makers.' })
  recordPersonConsent(
    @Arg('input', () => RecordPersonConsentInput, { description: 'Whose consent, to what (授权).' })
    input: RecordPersonConsentInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Worker | Refusal> {
    return this.writer.record(viewer, input);
  }

  @Mutation(() => PersonConsentResult, {
    description:
      'Takes a consent of a person on file back (撤回授权); illness and disability kept under it are erased at once. For makers.',
  })
  withdrawPersonConsent(
    @Arg('input', () => WithdrawPersonConsentInput, { description: 'Which consent, and why (授权).' })
    input: WithdrawPersonConsentInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Worker | Refusal> {
    return this.writer.withdraw(viewer, input);
  }
}
