import { Instant, LocalDateScalar, registerEnum } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A paper that proves migrant work (农民工身份凭证). Source: provincial filing rules (签订一年以上劳动合同或存在一年以上事实劳动关系、已入会、持居住证). */
export enum MigrantEvidenceKind {
  CONTRACT = 'CONTRACT',
  FACTUAL_RELATION = 'FACTUAL_RELATION',
  UNION_CARD = 'UNION_CARD',
  RESIDENCE_PERMIT = 'RESIDENCE_PERMIT',
}

registerEnum(MigrantEvidenceKind, 'MigrantEvidenceKind', 'A paper that proves migrant work (农民工身份凭证).', {
  CONTRACT: 'Labour contract (劳动合同).',
  FACTUAL_RELATION: 'Work without a contract, proved otherwise (事实劳动关系).',
  UNION_CARD: 'Union card (工会会员证).',
  RESIDENCE_PERMIT: 'Residence permit (居住证).',
});

/** One paper by which a person is found to be a migrant worker; withdrawn when it proves wrong, never deleted. */
@Entity({ name: 'migrant_evidence' })
@ObjectType('MigrantEvidence', {
  description: 'A paper that proves migrant work (农民工身份凭证). Its number is sealed and not shown.',
})
export class MigrantEvidence {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the evidence (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'worker_id' })
  workerId!: string;

  @Column({ type: 'text' })
  @Field(() => MigrantEvidenceKind, { description: 'What it is (凭证类型).' })
  kind!: MigrantEvidenceKind;

  @Column({ type: 'date', name: 'from_on' })
  @Field(() => LocalDateScalar, { name: 'from', description: 'Day from which it holds (生效日期).' })
  fromOn!: string;

  @Column({ type: 'date', name: 'until_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    name: 'until',
    description: 'Last day on which it holds (截止日期); null while open-ended.',
  })
  untilOn!: string | null;

  @Column({ type: 'bytea', name: 'document_sealed', nullable: true, select: false })
  documentSealed?: Buffer | null;

  @Column({ type: 'text', name: 'recorded_by' })
  @Field(() => String, { description: 'User id of who recorded it (登记人).' })
  recordedBy!: string;

  @Column({ type: 'timestamptz', name: 'recorded_at' })
  @Field(() => Instant, { description: 'When it was recorded (登记时间).' })
  recordedAt!: Date;

  @Column({ type: 'timestamptz', name: 'withdrawn_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it was withdrawn (撤销时间); null while it counts.' })
  withdrawnAt!: Date | null;

  @Column({ type: 'text', name: 'withdrawn_by', nullable: true })
  withdrawnBy!: string | null;

  @Column({ type: 'text', name: 'withdrawn_reason', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was withdrawn (撤销理由); null while it counts.' })
  withdrawnReason!: string | null;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Version of the evidence (版本), raised by every change.' })
  version!: number;
}
