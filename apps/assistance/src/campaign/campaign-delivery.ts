import { LocalDateScalar } from '@nuan/federation';
import { Field, ObjectType } from 'type-graphql';

import { DeliveryKind } from './delivery-kind';

/** What reached a beneficiary beside money, by kind, on its first day. */
@ObjectType('CampaignDelivery', { description: 'What reached a beneficiary of a campaign beside money (非现金送达).' })
export class CampaignDelivery {
  @Field(() => DeliveryKind, { description: 'What was delivered (送达类型).' })
  readonly kind!: DeliveryKind;

  @Field(() => LocalDateScalar, { description: 'Day of the first delivery of this kind (首次送达日期).' })
  readonly deliveredOn!: string;
}
