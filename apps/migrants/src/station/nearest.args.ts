import { Instant } from '@nuan/federation';
import { Allow, ArrayMaxSize, Max, Min } from 'class-validator';
import { ArgsType, Field, Float, Int } from 'type-graphql';

import { Amenity } from './amenity';
import { MAP_BOUNDS } from './station-distance';

/** Where facilities are looked for, and which. */
@ArgsType()
export class NearestArgs {
  @Min(MAP_BOUNDS.west)
  @Max(MAP_BOUNDS.east)
  @Field(() => Float, { description: 'Degrees east (经度), 113 to 121.' })
  readonly longitude!: number;

  @Min(MAP_BOUNDS.south)
  @Max(MAP_BOUNDS.north)
  @Field(() => Float, { description: 'Degrees north (纬度), 28 to 36.' })
  readonly latitude!: number;

  @Min(1)
  @Max(100)
  @Field(() => Int, { defaultValue: 5, description: 'How many at most (数量), 1 to 100.' })
  readonly first: number = 5;

  @Allow()
  @Field(() => Instant, {
    nullable: true,
    description: 'Only those that visitors find open at this moment (开放时刻).',
  })
  readonly openAt?: Date;

  @ArrayMaxSize(20)
  @Field(() => [Amenity], { defaultValue: [], description: 'Only those that hold all of these (设施).' })
  readonly amenities!: Amenity[];
}
