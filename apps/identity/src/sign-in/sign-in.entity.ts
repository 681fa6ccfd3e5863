import { Instant } from '@nuan/federation';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { PersonRole } from '../role/person-role';
import { GrantType, SignInOutcome, SignInRefusal } from './sign-in-outcome';

/** A token issued or refused (登录记录). Appended only. */
@Entity({ name: 'sign_in' })
@ObjectType('SignIn', { description: 'A token issued or refused (登录记录).' })
export class SignIn {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID (编号).' })
  readonly id!: string;

  @Column({ type: 'timestamptz', name: 'happened_at' })
  @Field(() => Instant, { description: 'When (时间).' })
  happenedAt!: Date;

  @Column({ type: 'text', name: 'grant_type' })
  @Field(() => GrantType, { description: 'How it was asked for (登录方式).' })
  grantType!: GrantType;

  @Column({ type: 'text' })
  @Field(() => SignInOutcome, { description: 'What came of it (结果).' })
  outcome!: SignInOutcome;

  @Column({ type: 'text', nullable: true })
  @Field(() => SignInRefusal, { nullable: true, description: 'Why it was refused (拒绝原因); null when it was not.' })
  refusal!: SignInRefusal | null;

  @Column({ type: 'uuid', name: 'user_id', nullable: true })
  @Field(() => ID, { nullable: true, description: 'The user (用户); null for a client or nobody known.' })
  userId!: string | null;

  @Column({ type: 'uuid', name: 'client_id', nullable: true })
  @Field(() => ID, { nullable: true, description: 'The client (客户端); null for a person or nobody known.' })
  clientId!: string | null;

  @Column({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The accepted issuer whose token was shown (身份提供方).' })
  issuer!: string | null;

  @Column({ type: 'text', nullable: true })
  @Field(() => PersonRole, { nullable: true, description: 'Role of the token (角色); null for a client.' })
  role!: PersonRole | null;

  @Column({ type: 'text', name: 'region_code', nullable: true })
  regionCode!: string | null;

  @Column({ type: 'uuid', name: 'assignment_id', nullable: true })
  @Field(() => ID, { nullable: true, description: 'The assignment that it rests on (岗位授权).' })
  assignmentId!: string | null;

  @Column({ type: 'uuid', name: 'delegation_id', nullable: true })
  @Field(() => ID, { nullable: true, description: 'The delegation that it rests on (代理); null for none.' })
  delegationId!: string | null;

  @Column({ type: 'uuid', name: 'emergency_id', nullable: true })
  @Field(() => ID, { nullable: true, description: 'The emergency access that it rests on (应急授权); null for none.' })
  emergencyId!: string | null;

  @Column({ type: 'uuid', name: 'token_id', nullable: true })
  @Field(() => ID, { nullable: true, description: 'Id of the token (令牌编号); null when none was issued.' })
  tokenId!: string | null;

  @Column({ type: 'timestamptz', name: 'token_expires_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When the token is over (令牌到期时间).' })
  tokenExpiresAt!: Date | null;
}
