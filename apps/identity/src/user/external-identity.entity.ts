import { Instant } from '@nuan/federation';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Whom an accepted issuer calls what (外部身份): issuer and subject of its tokens stand for one user. */
@Entity({ name: 'external_identity' })
@ObjectType('ExternalIdentity', { description: 'Under which name an accepted issuer knows a user (外部身份).' })
export class ExternalIdentity {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'user_id' })
  userId!: string;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'The issuer (身份提供方), as its tokens name it.' })
  issuer!: string;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'The issuer’s id of the user (外部编号).' })
  subject!: string;

  @Column({ type: 'timestamptz', name: 'linked_at' })
  @Field(() => Instant, { description: 'When it was linked (绑定时间).' })
  linkedAt!: Date;

  @Column({ type: 'text', name: 'linked_by' })
  linkedBy!: string;

  @Column({ type: 'timestamptz', name: 'unlinked_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it was unlinked (解绑时间); null while it stands.' })
  unlinkedAt!: Date | null;

  @Column({ type: 'text', name: 'unlinked_by', nullable: true })
  unlinkedBy!: string | null;
}
