import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';

import { holdPerson } from '../held-person';
import { placePerson } from '../placement/person-placement';
import { PlacementRoute } from '../placement/placement-route';
import { isRunning, type LockedProject, lockProject } from './startup-move';
import type { RecordStartupHireInput } from './startup-write.inputs';

/**
 * Records in its act who is taken on by a running project, with proof, and returns the placement's id; the project's region counts it (I28).
 *
 * @throws NotFoundError when project or person are unknown or outside the viewer's write regions.
 */
export async function recordHire(
  tx: ActTransaction,
  input: Omit<RecordStartupHireInput, 'idempotencyKey'>,
): Promise<string> {
  const project = await lockProject(tx, input.projectId);
  const person = await holdPerson(tx, input.personId);
  const placedOn = input.hiredOn ?? tx.today;
  refuseHire(tx, project, person.id, placedOn);
  return placePerson(tx, {
    ...{ person, placedOn, employerId: project.enterprise_id, startupProjectId: project.id, referralId: null },
    ...{ regionCode: project.region_code, routes: [PlacementRoute.STARTUP_HIRE], wage: input.wage ?? null },
    contractRef: input.contractRef,
  });
}

function refuseHire(tx: ActTransaction, project: LockedProject, personId: string, hiredOn: string): void {
  const { state, funded_on: fundedOn, enterprise_id: firm, leader_id: leaderId } = project;
  if (!isRunning(project) || fundedOn === null)
    return tx.refuse(new RuleBroken('PROJECT_RUNS', 'projectId', 'The project is not running.', { state }));
  if (firm === null)
    tx.refuse(new RuleBroken('FIRM_REGISTERED', 'projectId', 'Record the firm first: it is the employer.'));
  if (personId === leaderId)
    tx.refuse(new RuleBroken('HIRE_NOT_LEADER', 'personId', 'The leader is no hire of the project.'));
  if (hiredOn < fundedOn)
    tx.refuse(
      new RuleBroken('HIRED_AFTER_FUNDING', 'hiredOn', 'Who was taken on before the support came does not count.', {
        earliest: fundedOn,
      }),
    );
}
