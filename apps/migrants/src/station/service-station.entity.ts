import { LocalDateScalar } from '@nuan/federation';
import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { Amenity } from './amenity';
import { BuildMode } from './build-mode';
import { OpenHours } from './open-hours';
import { StationKind } from './station-kind';
import { StationOffer } from './station-offer';
import { StationState } from './station-state';

/**
 * A facility where migrant and outdoor workers rest, warm a meal, drink and read (幸福家园、幸福驿站、户外劳动者驿站). An
 * OPEN one has a point on the map, hours, a responsible person and drinking water (I31). What it lacks and its score are
 * set by the database from the checklist of its kind.
 */
@Entity({ name: 'service_station' })
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
@ObjectType('ServiceStation', {
  description: 'A facility for migrant and outdoor workers (幸福家园、幸福驿站、户外劳动者驿站).',
})
export class ServiceStation {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the facility (编号).' })
  readonly id!: string;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Code on the sign and the QR code (驿站编码), unique in the province.' })
  code!: string;

  @Column({ type: 'text' })
  @Field(() => StationKind, { description: 'Kind of facility (类型).' })
  kind!: StationKind;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Name (名称).' })
  name!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'uuid', name: 'union_id', nullable: true })
  unionId!: string | null;

  @Column({ type: 'uuid', name: 'host_enterprise_id', nullable: true })
  hostEnterpriseId!: string | null;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Where to find it (地址).' })
  address!: string;

  /** Degrees east; null before the place is fixed. */
  @Column({ type: 'double precision', nullable: true })
  longitude!: number | null;

  /** Degrees north; null before the place is fixed. */
  @Column({ type: 'double precision', nullable: true })
  latitude!: number | null;

  @Column({ type: 'double precision', name: 'area_m2', nullable: true })
  @Field(() => Float, {
    nullable: true,
    description: 'Floor area in square metres (面积); null when it was not measured.',
  })
  areaM2!: number | null;

  @Column({ type: 'jsonb', default: [] })
  @Field(() => [OpenHours], { description: 'Weekly hours (开放时间); empty before they are fixed.' })
  hours!: OpenHours[];

  @Column({ type: 'boolean', name: 'unattended_access', default: false })
  @Field(() => Boolean, { description: 'Whether visitors may enter outside the hours with a QR code (无人值守进入).' })
  unattendedAccess!: boolean;

  @Column({ type: 'text', array: true })
  @Field(() => [Amenity], { description: 'What it holds (设施).' })
  amenities!: Amenity[];

  @Column({ type: 'text', name: 'missing_amenities', array: true })
  @Field(() => [Amenity], { description: 'What a facility of its kind should hold and this one doesn’t (缺少的设施).' })
  missingAmenities!: Amenity[];

  @Column({ type: 'text', array: true })
  @Field(() => [StationOffer], { description: 'What visitors can do there (服务项目).' })
  services!: StationOffer[];

  @Column({ type: 'text', name: 'build_mode' })
  @Field(() => BuildMode, { description: 'Who built it (建设方式).' })
  buildMode!: BuildMode;

  @Column({ type: 'integer', default: 0 })
  @Field(() => Int, {
    description:
      'Score (评分), 0 to 100: 70 for the expected amenities in proportion, 10 each for a point on the map, hours and a responsible person.',
  })
  score!: number;

  @Column({ type: 'text', name: 'responsible_name', nullable: true })
  @Field(() => String, { nullable: true, description: 'Person in charge (责任人); null before one is named.' })
  responsibleName!: string | null;

  @Column({ type: 'text' })
  @Field(() => StationState, { description: 'State (状态).' })
  state!: StationState;

  @Column({ type: 'date', name: 'opened_on', nullable: true })
  @Field(() => LocalDateScalar, { nullable: true, description: 'Day it opened (启用日期); null before it did.' })
  openedOn!: string | null;

  @Column({ type: 'date', name: 'closed_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day it was given up, or its plan was (关闭日期); null while it stands.',
  })
  closedOn!: string | null;

  @Column({ type: 'text', name: 'closed_reason', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why it, or its plan, was given up (关闭原因); null while it stands, and where no reason was kept.',
  })
  closedReason!: string | null;

  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Version (版本), raised by every change.' })
  version!: number;
}
