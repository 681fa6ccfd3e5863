import { mutationResult } from '@nuan/federation';
import { Field, ID, ObjectType } from 'type-graphql';

import { Pairing } from './pairing.entity';

/** Another helper answers first for the household (I3): the unique index decided, so one of two officers at the same moment gets this. */
@ObjectType('HelperAlreadyPaired', {
  description:
    'The household has a helper who answers first for it (已有主要责任人); nothing was changed. Change the helper, or pair a second one.',
})
export class HelperAlreadyPaired {
  @Field(() => String, { description: 'The rule (规则): always ONE_PRIMARY_PAIRING.' })
  readonly rule: string = 'ONE_PRIMARY_PAIRING';

  @Field(() => String, { description: 'Path of the input field at fault (字段): always isPrimary.' })
  readonly field: string = 'isPrimary';

  @Field(() => String, { description: 'What is wrong and what to do next (说明).' })
  readonly message: string = 'The household has a primary helper: change the helper, or pair this one as a second.';

  @Field(() => ID, { description: 'The household (困难职工家庭); its helper is the one in place.' })
  readonly householdId: string;

  constructor(householdId: string) {
    this.householdId = householdId;
  }
}

export const StartPairingResult = mutationResult('StartPairingResult', 'What came of pairing (结对结果).', () => [
  Pairing,
  HelperAlreadyPaired,
]);
export const EndPairingResult = mutationResult('EndPairingResult', 'What came of ending a pairing (结束结果).', () => [
  Pairing,
]);
export const ChangeHelperResult = mutationResult(
  'ChangeHelperResult',
  'What came of changing the helper (更换结果): the new pairing.',
  () => [Pairing, HelperAlreadyPaired],
);
export const RecordPairVisitResult = mutationResult(
  'RecordPairVisitResult',
  'What came of recording a visit (登记结果): its pairing.',
  () => [Pairing],
);
