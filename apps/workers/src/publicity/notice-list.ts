import { LocalDateScalar, RegionCodeScalar } from '@nuan/federation';
import { HardshipCategory } from '@nuan/kernel';
import { Field, Int, ObjectType } from 'type-graphql';

import { PublicityKind } from './publicity-kind';

/**
 * One line of a list to be posted. What it has no field for can't be published by a slip: no ID number, birth date, account, phone, illness,
 * cause, income or child. A further field needs its line in the list of `notice-list.spec.ts`.
 */
@ObjectType('PublicNoticeRow', {
  description: 'One line of a public-notice list (公示名单行): what the public may read and nothing else.',
})
export class PublicNoticeRow {
  @Field(() => Int, { description: 'Running number within the list (序号).' })
  readonly number!: number;

  @Field(() => String, { description: 'Name of the head of the household, masked (姓名): 张*明.' })
  readonly nameMasked!: string;

  @Field(() => String, {
    description: 'Union that keeps the file (所属工会); the division where the union’s name is not known.',
  })
  readonly organisation!: string;

  @Field(() => HardshipCategory, {
    nullable: true,
    description: 'Category of hardship (困难类别); null where none was given. The cause is never published.',
  })
  readonly category!: HardshipCategory | null;

  @Field(() => LocalDateScalar, { description: 'Day it was put up (张贴日期).' })
  readonly postedOn!: string;

  @Field(() => LocalDateScalar, { description: 'Last day on which it stands at least (公示截止日).' })
  readonly openUntil!: string;

  @Field(() => String, { description: 'Where it is put up and objections are taken (公示及异议受理地点).' })
  readonly objectAt!: string;
}

/** The notices of one kind that stand on a day in a region, as the public may read them. */
@ObjectType('PublicNoticeList', {
  description: 'The notices of one kind that stand on a day in a region (公示名单), as the public may read them.',
})
export class PublicNoticeList {
  @Field(() => RegionCodeScalar, { description: 'Region (区域).' })
  readonly regionCode!: string;

  @Field(() => String, { description: 'Who gives notice (公示单位): the federation of the region.' })
  readonly heading!: string;

  @Field(() => PublicityKind, { description: 'What the notices are about (公示事项).' })
  readonly kind!: PublicityKind;

  @Field(() => LocalDateScalar, { description: 'Day on which they stand (日期).' })
  readonly on!: string;

  @Field(() => [PublicNoticeRow], { description: 'Its lines (名单), oldest notice first.' })
  readonly rows!: readonly PublicNoticeRow[];
}
