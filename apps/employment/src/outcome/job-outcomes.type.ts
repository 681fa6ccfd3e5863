import { Field, Int, ObjectType } from 'type-graphql';

/** What came of a household's search for work: distinct members by outcome. */
@ObjectType('HouseholdJobOutcomes', {
  description: 'What came of a household’s search for work (家庭就业成效): distinct members by outcome.',
})
export class HouseholdJobOutcomes {
  /** For the field that lists the placements. */
  readonly householdId!: string;

  @Field(() => Int, { description: 'Members who completed a training (培训人数).' })
  readonly trained!: number;

  @Field(() => Int, { description: 'Members re-employed by training, referral or a demonstration unit (再就业人数).' })
  readonly placed!: number;

  @Field(() => Int, { description: 'Members taken on by start-up projects (创业项目吸纳人数).' })
  readonly startupHired!: number;

  @Field(() => Int, { description: 'Members brought into work by any route (实现就业人数).' })
  readonly employed!: number;

  @Field(() => Int, {
    description: 'Of the re-employed: whose job still lasted after three months (稳定就业三个月人数).',
  })
  readonly retained3m!: number;

  @Field(() => Int, { description: 'Of the re-employed: whose job still lasted after six months (稳定就业人数).' })
  readonly retained6m!: number;

  @Field(() => Int, {
    description: 'Of those in work by any route: whose job still lasted after three months (各途径稳定就业三个月人数).',
  })
  readonly employed3m!: number;

  @Field(() => Int, {
    description: 'Of those in work by any route: whose job still lasted after six months (各途径稳定就业六个月人数).',
  })
  readonly employed6m!: number;
}
