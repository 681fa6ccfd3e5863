import { mutationResult, type Refusal, type SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';

import { Worker } from '../worker/worker.entity';
import { MigrantEvidence } from './migrant-evidence.entity';
import { RecordMigrantEvidenceInput, WithdrawMigrantEvidenceInput } from './migrant-evidence.inputs';
import type { MigrantEvidenceService } from './migrant-evidence.service';
import type { MigrantEvidenceWriter } from './migrant-evidence.writer';

const RecordMigrantEvidenceResult = mutationResult(
  'RecordMigrantEvidenceResult',
  'What came of recording evidence of migrant work (登记农民工身份凭证结果).',
  () => [Worker],
);
const WithdrawMigrantEvidenceResult = mutationResult(
  'WithdrawMigrantEvidenceResult',
  'What came of withdrawing evidence of migrant work (撤销农民工身份凭证结果).',
  () => [Worker],
);

/** Evidence of migrant work (农民工身份凭证), through the API. */
@Resolver(() => Worker)
export class MigrantEvidenceResolver {
  constructor(
    private readonly writer: MigrantEvidenceWriter,
    private readonly evidence: MigrantEvidenceService,
  ) {}

  @FieldResolver(() => [MigrantEvidence], {
    nullable: true,
    description: 'Papers that prove migrant work (农民工身份凭证), oldest first, withdrawn ones included.',
  })
  migrantEvidence(@Root() { id }: Worker, @Ctx() ctx: SubgraphContext): Promise<readonly MigrantEvidence[]> {
    return ctx.load(this.evidence.loadByPerson, id);
  }

  @Mutation(() => RecordMigrantEvidenceResult, {
    description:
      'Records a paper that proves migrant work (登记农民工身份凭证). The papers decide whether a person, and a household by its head, is migrant. For makers.',
  })
  recordMigrantEvidence(
    @Arg('input', () => RecordMigrantEvidenceInput, { description: 'The paper, and why (凭证).' })
    input: RecordMigrantEvidenceInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Worker | Refusal> {
    return this.writer.record(viewer, input);
  }

  @Mutation(() => WithdrawMigrantEvidenceResult, {
    description: 'Withdraws a paper that proved wrong (撤销农民工身份凭证). For makers.',
  })
  withdrawMigrantEvidence(
    @Arg('input', () => WithdrawMigrantEvidenceInput, { description: 'Which paper, and why (凭证).' })
    input: WithdrawMigrantEvidenceInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Worker | Refusal> {
    return this.writer.withdraw(viewer, input);
  }
}
