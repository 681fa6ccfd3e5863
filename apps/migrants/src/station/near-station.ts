import { Field, Int, ObjectType } from 'type-graphql';

import { ServiceStation } from './service-station.entity';

/** A facility and how far away it is (就近服务阵地). */
@ObjectType('NearStation', { description: 'A facility and how far it is from the point asked for (就近服务阵地).' })
export class NearStation {
  @Field(() => ServiceStation, { description: 'The facility (服务阵地).' })
  readonly station!: ServiceStation;

  @Field(() => Int, { description: 'Distance as the crow flies in metres (直线距离，米).' })
  readonly distance!: number;
}
