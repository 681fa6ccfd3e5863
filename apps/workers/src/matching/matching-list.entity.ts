import { Instant, LocalDateScalar, RegionCodeScalar } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { CheckSource } from '../filing/check-source';
import { MatchingListState } from './matching-list-state';

/** A list that another department hands in for matching (比对名单): whose data, of which day, under which agreement. */
@Entity({ name: 'matching_list' })
@ObjectType('MatchingList', {
  description: 'A list that another department hands in for matching (比对名单), with counts and never with people.',
})
export class MatchingList {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the list (编号).' })
  readonly id!: string;

  @Column({ type: 'text' })
  @Field(() => CheckSource, { description: 'Whose data (比对来源).' })
  source!: CheckSource;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Department that handed it in (提交部门).' })
  department!: string;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Agreement or document under which the data is given (数据共享依据).' })
  authorisation!: string;

  @Column({ type: 'text', name: 'region_code', collation: 'C' })
  @Field(() => RegionCodeScalar, { name: 'region', description: 'Region whose people the list covers (覆盖区域).' })
  regionCode!: string;

  @Column({ type: 'uuid', name: 'upload_id' })
  uploadId!: string;

  @Column({ type: 'date', name: 'as_of_on' })
  @Field(() => LocalDateScalar, { description: 'Day as of which the data holds (数据截止日).' })
  asOfOn!: string;

  @Column({ type: 'text' })
  @Field(() => MatchingListState, { description: 'State of the list (名单状态).' })
  state!: MatchingListState;

  @Column({ type: 'text', name: 'submitted_by' })
  submittedBy!: string;

  @Column({ type: 'timestamptz', name: 'submitted_at' })
  @Field(() => Instant, { description: 'When it was announced (提交时间).' })
  readonly submittedAt!: Date;

  @Column({ type: 'timestamptz', name: 'received_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When the whole file had come (接收时间); null until then.' })
  receivedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'ready_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it was matched (比对完成时间); null until then.' })
  readyAt!: Date | null;

  @Column({ type: 'integer', name: 'row_count' })
  @Field(() => Int, { description: 'Rows read so far (已读行数).' })
  rowCount!: number;

  @Column({ type: 'integer', name: 'entry_count' })
  @Field(() => Int, { description: 'Rows that were taken as entries (有效行数).' })
  entryCount!: number;

  @Column({ type: 'integer', name: 'barred_count' })
  @Field(() => Int, { description: 'Rows that have an error and were left out (错误行数).' })
  barredCount!: number;

  @Column({ type: 'integer', name: 'match_count' })
  @Field(() => Int, { description: 'Entries that met a person of an application or file (匹配行数).' })
  matchCount!: number;

  /** Raised by every change, for who follows the feed. */
  @Column({ type: 'integer', default: 1 })
  version!: number;
}
