import { mutationResult } from '@nuan/federation';
import { IsUUID } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

import { Pairing } from '../pairing/pairing.entity';
import { AidPlan } from './aid-plan.entity';

@InputType('TakeOverCaseworkInput', {
  description: 'A household whose plans and pairings follow it to its new region (接续帮扶).',
})
export class TakeOverCaseworkInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The household (困难职工家庭); its file is in force in a region of yours.' })
  readonly householdId!: string;
}

/** What followed a household to its new region. */
@ObjectType('CaseworkTakenOver', { description: 'What followed a household to its new region (接续帮扶结果).' })
export class CaseworkTakenOver {
  @Field(() => Int, { description: 'Open plans that followed (接续计划数): drafts and the one in force.' })
  readonly plans!: number;

  @Field(() => Int, { description: 'Lasting pairings that followed (接续结对数).' })
  readonly pairings!: number;

  @Field(() => AidPlan, {
    nullable: true,
    description: 'The plan in force (执行中的帮扶计划); null when there is none.',
  })
  readonly activePlan!: AidPlan | null;

  @Field(() => Pairing, { nullable: true, description: 'The primary pairing (主要结对); null when there is none.' })
  readonly helper!: Pairing | null;
}

export const TakeOverCaseworkResult = mutationResult(
  'TakeOverCaseworkResult',
  'What came of taking over (接续结果).',
  () => [CaseworkTakenOver],
);
