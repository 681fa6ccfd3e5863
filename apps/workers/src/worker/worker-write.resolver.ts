import { mutationResult, type Refusal, type SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import { Worker } from './worker.entity';
import type { WorkerWriter } from './worker.writer';
import { ChangeHealthInput, ChangePhoneInput, ChangeWorkInput, SetModelWorkerLevelInput } from './worker-write.inputs';

const ChangeWorkResult = mutationResult(
  'ChangeWorkResult',
  'What came of changing a person’s work (工作情况变更结果).',
  () => [Worker],
);
const ChangePhoneResult = mutationResult('ChangePhoneResult', 'What came of changing a phone (手机号变更结果).', () => [
  Worker,
]);
const ChangeHealthResult = mutationResult(
  'ChangeHealthResult',
  'What came of changing a person’s health (健康状况变更结果).',
  () => [Worker],
);
const SetModelWorkerLevelResult = mutationResult(
  'SetModelWorkerLevelResult',
  'What came of setting an honour level (劳模类型变更结果).',
  () => [Worker],
);

/** Changes of persons (人员信息变更), through the API. */
@Resolver(() => Worker)
export class WorkerWriteResolver {
  constructor(private readonly writer: WorkerWriter) {}

  @Mutation(() => ChangeWorkResult, {
    description:
      'Changes employer, employment, contract, membership or diversion of a person (工作情况变更). For makers.',
  })
  changeWork(
    @Arg('input', () => ChangeWorkInput, { description: 'What to change, and why (变更内容).' }) input: ChangeWorkInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Worker | Refusal> {
    return this.writer.changeWork(viewer, input);
  }

  @Mutation(() => ChangePhoneResult, { description: 'Sets or clears the phone of a person (手机号变更). For makers.' })
  changePhone(
    @Arg('input', () => ChangePhoneInput, { description: 'The phone, and why (手机号).' }) input: ChangePhoneInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Worker | Refusal> {
    return this.writer.changePhone(viewer, input);
  }

  @Mutation(() => ChangeHealthResult, {
    description:
      'Sets health and disability of a person, under the consent for health data (健康状况变更). For makers.',
  })
  changeHealth(
    @Arg('input', () => ChangeHealthInput, { description: 'Health and disability, and why (健康状况).' })
    input: ChangeHealthInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Worker | Refusal> {
    return this.writer.changeHealth(viewer, input);
  }

  @Mutation(() => SetModelWorkerLevelResult, {
    description: 'Sets or clears the honour level of a model worker (劳模类型变更). For makers.',
  })
  setModelWorkerLevel(
    @Arg('input', () => SetModelWorkerLevelInput, { description: 'The level, and why (劳模类型).' })
    input: SetModelWorkerLevelInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Worker | Refusal> {
    return this.writer.setModelWorkerLevel(viewer, input);
  }
}
