import { Field, Float, ObjectType } from 'type-graphql';

/** A point on the map (地理位置), WGS 84 degrees. */
@ObjectType('GeoPoint', { description: 'A point on the map (地理位置), WGS 84.' })
export class GeoPoint {
  @Field(() => Float, { description: 'Degrees east (经度).' })
  readonly longitude!: number;

  @Field(() => Float, { description: 'Degrees north (纬度).' })
  readonly latitude!: number;
}
