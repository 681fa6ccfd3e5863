import { mutationResult } from '@nuan/federation';
import { Field, Int, ObjectType } from 'type-graphql';

import { PlaceClaim } from './place-claim.entity';
import { PlaceClaimState } from './place-claim-state';

/** All places were taken: the person waits, in order of claiming. The claim is kept, so nothing is lost. */
@ObjectType('EventFull', {
  description:
    'All places are taken (名额已满): the person is on the waiting list, and moves up when one is given back.',
})
export class EventFull {
  @Field(() => String, { description: 'The rule (规则): always EVENT_FULL.' })
  readonly rule: string = 'EVENT_FULL';

  @Field(() => String, { description: 'Path of the input field at fault (字段): the event or trip.' })
  readonly field: string;

  @Field(() => String, { description: 'What is wrong and what to do next (说明).' })
  readonly message: string = 'All places are taken; a place that is given back goes to the next on the waiting list.';

  @Field(() => Int, { description: 'Number on the waiting list (候补号), from 1, in order of claiming.' })
  readonly waitingNumber: number;

  @Field(() => PlaceClaim, { description: 'The claim, which waits (候补记录).' })
  readonly claim: PlaceClaim;

  constructor(field: string, claim: PlaceClaim) {
    this.field = field;
    this.waitingNumber = claim.waitingNo ?? 0;
    this.claim = claim;
  }
}

/** How a settled claim is told: one that waits is an outcome of its own. */
export function toldClaim<R extends object>(field: string, settled: PlaceClaim | R): PlaceClaim | EventFull | R {
  const isWaiting = settled instanceof PlaceClaim && settled.state === PlaceClaimState.WAITING;
  return isWaiting ? new EventFull(field, settled) : settled;
}

export const ClaimPlaceResult = mutationResult(
  'ClaimPlaceResult',
  'What came of claiming a place (抢名额结果).',
  () => [PlaceClaim, EventFull],
);
export const CancelPlaceResult = mutationResult(
  'CancelPlaceResult',
  'What came of giving a place back (取消结果): the claim.',
  () => [PlaceClaim],
);
