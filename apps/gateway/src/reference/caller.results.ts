import { registerEnum } from '@nuan/federation';
import { Field, ID, ObjectType } from 'type-graphql';

import { Region } from './region.reference';

/** The roles of a token (角色) under their GraphQL names. */
export enum CallerRole {
  PROVINCE = 'PROVINCE',
  CITY = 'CITY',
  COUNTY = 'COUNTY',
  MAKER = 'MAKER',
  CHECKER = 'CHECKER',
  CASHIER = 'CASHIER',
  AUDITOR = 'AUDITOR',
  ANALYST = 'ANALYST',
  PARTNER = 'PARTNER',
  ADMIN = 'ADMIN',
}

registerEnum(CallerRole, 'CallerRole', 'What a caller is, by its token (角色).', {
  PROVINCE: 'Officer of the provincial federation (省总工会).',
  CITY: 'Officer of a city federation (市总工会).',
  COUNTY: 'Officer of a county federation (县区总工会).',
  MAKER: 'Enters files and applications (经办人).',
  CHECKER: 'Approves what others entered (复核人).',
  CASHIER: 'Pays what was approved (出纳).',
  AUDITOR: 'Reads everything, the risk list included, and writes nothing (经审、纪检).',
  ANALYST: 'Reads aggregates only (分析员).',
  PARTNER: 'A partner department with rights named one by one (协作部门).',
  ADMIN: 'Configures the system and sees no personal data (系统管理员).',
});

/** Who asks, as the gateway read it from the token. */
@ObjectType('Caller', { description: 'Who asks (当前用户): what the verified token says, and nothing from elsewhere.' })
export class Caller {
  @Field(() => ID, { description: 'Stable id of the caller, as it appears in audit rows (用户标识).' })
  readonly subject!: string;

  @Field(() => CallerRole, { description: 'Role (角色); it decides which kinds of data may be read or written.' })
  readonly role!: CallerRole;

  @Field(() => [Region], {
    description:
      'Divisions whose data the caller may read, everything below them included (可读区划); none means none.',
  })
  readonly readRegions!: readonly Region[];

  @Field(() => [Region], {
    description:
      'Divisions whose data the caller may write, everything below them included (可写区划); none means none.',
  })
  readonly writeRegions!: readonly Region[];

  @Field(() => [String], {
    description:
      'Rights that the token names one by one (授权范围), such as "household:read"; they matter for partners only.',
  })
  readonly scopes!: readonly string[];

  @Field(() => ID, {
    nullable: true,
    description: "The caller's own union organisation (所属工会); null when it has none.",
  })
  readonly unionId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Department of a partner (所属部门), such as 人社 or 民政; null for union officers.',
  })
  readonly department!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The one subgraph that the token is good for (限定子图); null when it is good for all.',
  })
  readonly subgraph!: string | null;
}
