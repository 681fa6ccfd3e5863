import { assertCan, type Viewer } from '@nuan/auth';
import type { Acts, ActTransaction } from '@nuan/facts';
import { lockRow, moveState, type Refusal, TransitionRefused } from '@nuan/federation';
import type { LocalDate, StateMachine } from '@nuan/kernel';

import { ProjectState } from './project-state';
import type { StartupProject } from './startup-project.entity';
import { startupProjectMachine } from './startup-project.machine';
import type { StartupProjectService } from './startup-project.service';
import type { SupportMode } from './support-mode';

/** Columns of a project that its writers decide by. */
export interface LockedProject {
  readonly id: string;
  readonly leader_id: string;
  readonly enterprise_id: string | null;
  readonly region_code: string;
  readonly amount_fen: string;
  readonly support: readonly SupportMode[];
  readonly paid_fen: string;
  readonly loan_fen: string;
  readonly repaid_fen: string;
  readonly material_fen: string;
  readonly state: ProjectState;
  readonly applied_by: string | null;
  readonly applied_on: LocalDate;
  readonly funded_on: LocalDate | null;
}

/** A step of the life of a project. */
export type StartupEvent = (typeof startupProjectMachine.transitions)[number]['event'];

/** A step to be taken. */
export interface StartupStep {
  readonly right: 'startup:write' | 'startup:review';
  readonly action: string;
  readonly event: StartupEvent;
  readonly id: string;
  readonly expectedVersion: number;
}

/** Takes one step of a project in one act; `work` says what the step writes beside the state. */
export async function moveProject(
  { acts, projects }: { readonly acts: Acts; readonly projects: StartupProjectService },
  viewer: Viewer,
  { right, action, event, id, expectedVersion }: StartupStep,
  work: (tx: ActTransaction, row: LockedProject) => Promise<Readonly<Record<string, unknown>>>,
): Promise<StartupProject | Refusal> {
  assertCan(viewer, right);
  const refused = await acts.perform<void, Refusal>(viewer, action, async (tx) => {
    const target = { table: 'startup_project', column: 'state', machine: startupProjectMachine, id, expectedVersion };
    const { row, to } = await moveState<LockedProject, ProjectState, string>(tx, { ...target, event });
    tx.about('Worker', row.leader_id);
    await writeProject(tx, row.id, { state: to, ...(await work(tx, row)) });
  });
  return refused ?? projects.written(viewer, id);
}

/**
 * Locks a project for an act about its support.
 *
 * @throws NotFoundError when it is unknown or outside the viewer's write regions.
 */
export function lockProject(tx: ActTransaction, id: string): Promise<LockedProject> {
  return lockRow<LockedProject>(tx, { table: 'startup_project', entity: 'StartupProject', id, expectedVersion: null });
}

const RUNNING: readonly ProjectState[] = [ProjectState.FUNDED, ProjectState.OPERATING];

/** Whether a project has its support and works with it. */
export const isRunning = ({ state }: Pick<LockedProject, 'state'>): boolean => RUNNING.includes(state);

/** What of the award has neither been paid nor handed over, in fen. */
export const leftOfAward = (project: Pick<LockedProject, 'amount_fen' | 'paid_fen' | 'material_fen'>): bigint =>
  BigInt(project.amount_fen) - BigInt(project.paid_fen) - BigInt(project.material_fen);

/** What is lent and not paid back, in fen. */
export const outstandingOf = ({ loan_fen, repaid_fen }: Pick<LockedProject, 'loan_fen' | 'repaid_fen'>): bigint =>
  BigInt(loan_fen) - BigInt(repaid_fen);

/** The state of a project once more support reached it: funded by the first, and as it was by the others. */
export function fundedFrom(tx: ActTransaction, state: ProjectState): ProjectState {
  if (isRunning({ state })) return state;
  const to = startupProjectMachine.target(state, 'FUND');
  if (to === null)
    return tx.refuse(new TransitionRefused(startupProjectMachine as unknown as StateMachine, state, 'FUND'));
  tx.note({ from: state, to });
  return to;
}

/** Writes columns of a locked project and raises its version. */
export async function writeProject(
  tx: ActTransaction,
  id: string,
  columns: Readonly<Record<string, unknown>>,
): Promise<void> {
  const sets = Object.keys(columns).map((column, at) => `${column} = $${String(at + 2)}`);
  await tx.query(`update startup_project set ${sets.join(', ')}, version = version + 1 where id = $1`, [
    id,
    ...Object.values(columns),
  ]);
}
