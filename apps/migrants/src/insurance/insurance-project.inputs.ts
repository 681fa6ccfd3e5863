import { LocalDateScalar, mutationResult, RegionCodeScalar } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import { Allow, IsUUID, Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { InsuranceProject } from './insurance-project.entity';

/** What every change of an existing project states. */
@InputType('InsuranceStepInput', { description: 'Which project, and the version that the client saw (项目操作).' })
export class InsuranceStepInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the project (项目编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the project that the client saw (版本).' })
  readonly expectedVersion!: number;
}

@InputType('RegisterProjectInput', { description: 'A construction project in progress (登记在建项目).' })
export class RegisterProjectInput {
  @Length(2, 200)
  @Field(() => String, { description: 'Name of the project (项目名称).' })
  readonly name!: string;

  @IsUUID('all')
  @Field(() => ID, { description: 'Enterprise that builds (施工企业).' })
  readonly enterpriseId!: string;

  @Allow()
  @Field(() => RegionCodeScalar, { description: 'City or county where it is built (所在区域).' })
  readonly regionCode!: string;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'Day work began or begins (开工日期).' })
  readonly startedOn!: LocalDate;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same project.' })
  readonly idempotencyKey!: string;
}

@InputType('RecordInsuranceInput', { description: 'Injury insurance of a project (登记参保).' })
export class RecordInsuranceInput extends InsuranceStepInput {
  @Allow()
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day the insurance began (参保日期), not in the future; today when absent. Once on record it stays.',
  })
  readonly insuredOn?: LocalDate | null;

  @Min(1)
  @Max(100_000)
  @Field(() => Int, { description: 'Workers covered (参保人数).' })
  readonly workersCovered!: number;

  @Length(2, 100)
  @Field(() => String, { description: 'Number of the proof of insurance (参保证明编号).' })
  readonly proofRef!: string;
}

@InputType('CloseProjectInput', { description: 'A project whose work has ended (项目竣工).' })
export class CloseProjectInput extends InsuranceStepInput {
  @Allow()
  @Field(() => LocalDateScalar, { nullable: true, description: 'Day the work ended (竣工日期); today when absent.' })
  readonly closedOn?: LocalDate | null;
}

const projectResult = (name: string, description: string): object =>
  mutationResult(name, description, () => [InsuranceProject]);

export const RegisterProjectResult = projectResult('RegisterProjectResult', 'What came of registering (登记结果).');
export const RecordInsuranceResult = projectResult('RecordInsuranceResult', 'What came of recording it (登记结果).');
export const CloseProjectResult = projectResult('CloseProjectResult', 'What came of closing (竣工结果).');
