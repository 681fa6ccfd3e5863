import { bigintTransformer } from '@nuan/database';
import { LocalDateScalar, Money } from '@nuan/federation';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { AssetState } from './asset-state';

/** A productive asset (生产资料) given in kind to a person, such as a breakfast cart (早餐车). */
@Entity({ name: 'asset_grant' })
@Directive('@key(fields: "id")')
@ObjectType('AssetGrant', {
  description:
    'A productive asset (生产资料) given in kind to a person to make a living by, such as a breakfast cart (早餐车).',
})
export class AssetGrant {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the grant (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'person_id' })
  personId!: string;

  /** The pilot that gave it, if one did. */
  @Column({ type: 'uuid', name: 'pilot_id', nullable: true })
  pilotId!: string | null;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'What was given (名称).' })
  asset!: string;

  @Column({ type: 'text', name: 'serial_no' })
  @Field(() => String, { name: 'serial', description: 'Serial number (编号), unique.' })
  serialNo!: string;

  @Column({ type: 'bigint', name: 'value_fen', transformer: bigintTransformer })
  @Field(() => Money, {
    name: 'value',
    description: 'Value (价值). Given in kind, so it stands outside the money spent.',
  })
  valueFen!: bigint;

  @Column({ type: 'date', name: 'given_on' })
  @Field(() => LocalDateScalar, { description: 'Day it was handed over (发放日期).' })
  givenOn!: string;

  @Column({ type: 'text' })
  @Field(() => AssetState, { description: 'State (状态).' })
  state!: AssetState;

  /** Who got it when it was passed on. */
  @Column({ type: 'uuid', name: 'transferred_to_id', nullable: true })
  transferredToId!: string | null;

  @Column({ type: 'date', name: 'ended_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day it was passed on, taken back or written off (终止日期); null before that and on older records.',
  })
  endedOn!: string | null;

  @Column({ type: 'text', name: 'ended_reason', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why it was passed on, taken back or written off (终止原因); null before that and on older records.',
  })
  endedReason!: string | null;

  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Version, for `expectedVersion` (版本).' })
  version!: number;
}
