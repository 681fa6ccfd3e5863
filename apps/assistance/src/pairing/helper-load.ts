import { Field, Int, ObjectType } from 'type-graphql';

import { HelperRank } from './helper-rank';

/** The households that one helper answers for, and how visits stand. */
@ObjectType('HelperLoad', {
  description:
    'What one helper answers for (结对责任人工作量): lasting pairings of one name, rank and unit with homes of the viewer’s regions and unions, reckoned today.',
})
export class HelperLoad {
  @Field(() => String, { description: 'Name of the helper (责任人姓名), who acts in office.' })
  readonly helperName!: string;

  @Field(() => HelperRank, { description: 'Rank of the helper (责任人级别).' })
  readonly helperRank!: HelperRank;

  @Field(() => String, { nullable: true, description: 'Unit of the helper (所在单位); null when not stated.' })
  readonly unitName!: string | null;

  @Field(() => Int, {
    description: 'Households of the viewer’s regions and unions that are paired with the helper now (结对户数).',
  })
  readonly households!: number;

  @Field(() => Int, { description: 'Visits that fall due within 30 days, today included (近期应走访).' })
  readonly due!: number;

  @Field(() => Int, { description: 'Visits that are overdue (逾期未走访).' })
  readonly overdue!: number;
}
