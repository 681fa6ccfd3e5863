import { isRole, type Role } from '@nuan/auth';
import { FaultError } from '@nuan/errors';
import { registerEnum } from '@nuan/federation';

/** Roles that a person may be given (岗位角色); a partner department is a client, not a person. */
export enum PersonRole {
  PROVINCE = 'PROVINCE',
  CITY = 'CITY',
  COUNTY = 'COUNTY',
  MAKER = 'MAKER',
  CHECKER = 'CHECKER',
  CASHIER = 'CASHIER',
  AUDITOR = 'AUDITOR',
  ANALYST = 'ANALYST',
  ADMIN = 'ADMIN',
}

registerEnum(PersonRole, 'PersonRole', 'Role that a person acts in (岗位角色).', {
  PROVINCE: 'Officer of the provincial federation (省级).',
  CITY: 'Officer of a city federation (市级).',
  COUNTY: 'Officer of a county federation (县级).',
  MAKER: 'Who files applications, plans and payments (经办).',
  CHECKER: 'Who approves what a maker filed (复核、审批).',
  CASHIER: 'Who pays what a checker approved (出纳).',
  AUDITOR: 'Who audits and changes nothing (经审、纪检).',
  ANALYST: 'Who sees aggregates alone (统计分析).',
  ADMIN: 'Who manages users, roles and clients, and sees nobody’s file (系统管理).',
});

/** The role as tokens name it. */
export function roleOf(role: PersonRole): Role {
  const name = role.toLowerCase();
  if (!isRole(name)) throw new FaultError(`${role} is no role of tokens`);
  return name;
}

/** The role that a token's name stands for; null for one that no person holds. */
export function personRoleOf(name: string): PersonRole | null {
  return Object.values(PersonRole).find((role) => role === name.toUpperCase()) ?? null;
}
