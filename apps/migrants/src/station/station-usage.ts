import { OccupationGroup } from '@nuan/kernel';
import { Field, Int, ObjectType } from 'type-graphql';

/** Visits of one occupation group in one hour of the day (分时使用人次), over the days asked for. */
@ObjectType('StationUsage', {
  description: 'Visits of one occupation group in one hour of the day (分时使用人次), summed over the days of a month.',
})
export class StationUsage {
  readonly stationId!: string;

  @Field(() => Int, { description: 'Hour of the day (时段), 0 to 23, Asia/Shanghai.' })
  readonly hour!: number;

  @Field(() => OccupationGroup, { description: 'Occupation of the visitors (职业群体).' })
  readonly occupation!: OccupationGroup;

  @Field(() => Int, { description: 'Visits (人次).' })
  readonly visits!: number;
}
