import { LocalDateScalar } from '@nuan/federation';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { CampaignStatus } from './campaign-status';

/**
 * A round of aid (送温暖活动 or a round of day-to-day aid): its window, its notice, and through its register and payments
 * its figures. Everything else, in this subgraph and in others, points at the code.
 */
@Entity({ name: 'campaign' })
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
@ObjectType('Campaign', {
  description:
    'A round of aid, such as the warmth campaign of New Year and Spring Festival (两节送温暖). Its figures are computed from rows and bounded to the viewer’s regions.',
})
export class Campaign {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the campaign (编号).' })
  readonly id!: string;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Code by which everything names the campaign (活动代码), such as "CNY2017".' })
  readonly code!: string;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Name of the campaign in Chinese (活动名称).' })
  name!: string;

  @Column({ type: 'text' })
  @Field(() => CampaignStatus, { description: 'State of the campaign (活动状态).' })
  status!: CampaignStatus;

  @Column({ type: 'date', name: 'starts_on' })
  @Field(() => LocalDateScalar, { description: 'First day of the window (开始日期).' })
  startsOn!: string;

  @Column({ type: 'date', name: 'ends_on' })
  @Field(() => LocalDateScalar, { description: 'Last day of the window (结束日期).' })
  endsOn!: string;

  @Column({ type: 'text', name: 'notice_no', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Number of the notice that ordered it (通知文号); null when none is known.',
  })
  noticeNo!: string | null;

  @Column({ type: 'boolean', name: 'is_synthetic' })
  @Field(() => Boolean, {
    description: 'Whether the round is generated sample data that no source reports (合成数据).',
  })
  isSynthetic!: boolean;

  /** When the figures were frozen; null until the campaign is closed. */
  @Column({ type: 'timestamptz', name: 'figures_as_of', nullable: true })
  figuresAsOf!: Date | null;

  /** Province or city whose union runs it; nobody outside it stands on its register. */
  @Column({ type: 'text', name: 'region_code', default: '340000' })
  regionCode!: string;

  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, {
    description: 'Version of the campaign (版本), raised by every change of it; not by its register.',
  })
  version!: number;
}
