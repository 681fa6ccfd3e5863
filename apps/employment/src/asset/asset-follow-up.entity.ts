import { LocalDateScalar } from '@nuan/federation';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A visit to see whether a given asset earns a living (跟踪回访). Appended only, at most one a day. */
@Entity({ name: 'asset_follow_up' })
@ObjectType('AssetFollowUp', { description: 'A visit to see whether a given asset earns a living (跟踪回访).' })
export class AssetFollowUp {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'asset_grant_id' })
  readonly assetGrantId!: string;

  @Column({ type: 'date', name: 'visited_on' })
  @Field(() => LocalDateScalar, { description: 'Day of the visit (回访日期).' })
  readonly visitedOn!: string;

  @Column({ type: 'boolean', name: 'is_used' })
  @Field(() => Boolean, { description: 'Whether it was in use (是否在用).' })
  readonly isUsed!: boolean;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'What was found (回访情况).' })
  readonly finding!: string;
}
