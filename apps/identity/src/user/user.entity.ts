import { Instant, RegionCodeScalar } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A user (用户): an officer, as this program knows one. The id is the subject of every token that the user is given. */
@Entity({ name: 'user_account' })
@ObjectType('User', { description: 'A user (用户). Nothing of the person is kept but a masked name.' })
export class User {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID (编号); the subject of the user’s tokens and the actor of the audit.' })
  readonly id!: string;

  @Column({ type: 'text', name: 'display_name' })
  @Field(() => String, { description: 'Masked name (姓名，已脱敏).' })
  displayName!: string;

  @Column({ type: 'text', name: 'region_code' })
  @Field(() => RegionCodeScalar, { description: 'Where the user belongs (所属区划).' })
  regionCode!: string;

  @Column({ type: 'uuid', name: 'union_id', nullable: true })
  @Field(() => ID, { nullable: true, description: 'The user’s own union (所属工会); null for one of none.' })
  unionId!: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  @Field(() => Instant, { description: 'When it was made (建立时间).' })
  createdAt!: Date;

  @Column({ type: 'text', name: 'created_by' })
  createdBy!: string;

  @Column({ type: 'timestamptz', name: 'disabled_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'Since when it is disabled (停用时间); null while it is not.' })
  disabledAt!: Date | null;

  @Column({ type: 'text', name: 'disabled_by', nullable: true })
  @Field(() => ID, { nullable: true, description: 'Who disabled it (停用人); null while it is not.' })
  disabledBy!: string | null;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Version (版本), raised by every change.' })
  version!: number;
}
