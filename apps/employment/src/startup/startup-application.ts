import { assertMayWrite } from '@nuan/auth';
import { isUniqueViolation } from '@nuan/database';
import { InvalidInputError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';
import { newId, yuan } from '@nuan/kernel';

import { assertPositive } from '../act-rules';
import { employerOf } from '../employer';
import { holdPerson } from '../held-person';
import { startupProjectMachine } from './startup-project.machine';
import type { ApplyStartupInput } from './startup-write.inputs';

/**
 * Enters an application in its act and returns the project's id; a leader has one project a year.
 *
 * @throws InvalidInputError for no money, or modes of support that are missing or there twice.
 * @throws NotFoundError when the leader is outside the viewer's write regions, or the firm unknown.
 */
export async function enterProject(
  tx: ActTransaction,
  input: Omit<ApplyStartupInput, 'idempotencyKey'>,
): Promise<string> {
  assertPositive('amount', input.amount);
  if (input.support.length === 0 || new Set(input.support).size !== input.support.length)
    throw new InvalidInputError('support', 'SUPPORT_DISTINCT', 'Give at least one mode of support, each once.');
  const leader = await holdPerson(tx, input.leaderId, 'leaderId');
  const firm = input.enterpriseId == null ? null : await employerOf(tx, input.enterpriseId);
  const region = firm?.regionCode ?? leader.regionCode;
  assertMayWrite(tx.viewer, region, 'startup:write');
  const id = newId();
  try {
    await tx.query(
      `insert into startup_project (id, name, leader_id, enterprise_id, region_code, year, support, amount_fen, state, applied_on,
         applied_by, jobs_planned)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        ...[id, input.name.trim(), leader.id, firm?.id ?? null, region, Number(tx.today.slice(0, 4)), input.support],
        ...[input.amount, startupProjectMachine.initial, tx.today, tx.viewer.subject, input.jobsPlanned],
      ],
    );
  } catch (error) {
    if (isUniqueViolation(error, 'startup_project_leader_id_year_unique'))
      tx.refuse(new RuleBroken('ONE_PROJECT_A_YEAR', 'leaderId', 'This leader has a project of this year.'));
    throw error;
  }
  tx.about('StartupProject', id);
  tx.within(region);
  tx.note({ support: input.support, amount: yuan(input.amount), jobsPlanned: input.jobsPlanned });
  return id;
}
