import { type Action, assertCan, type Viewer } from '@nuan/auth';
import { InvalidInputError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { type Refusal, RuleBroken, TransitionRefused } from '@nuan/federation';
import { newId, type StateMachine, yearOf } from '@nuan/kernel';

import { decideReport } from '../capacity/yearly-report';
import { DemonstrationStatus } from '../enterprise/demonstration-status';
import type { EnterpriseOutcome } from '../enterprise/enterprise.results';
import type { EnterpriseService } from '../enterprise/enterprise.service';
import { type EnterpriseRow, holdEnterprise } from '../enterprise/held-enterprise';
import type {
  NominateDemonstrationUnitInput,
  PromiseJobsInput,
  RevokeDemonstrationUnitInput,
  SelectDemonstrationUnitInput,
} from './demonstration.inputs';
import { demonstrationMachine } from './demonstration.machine';

/** A step and what it rests on. */
type Step = NominateDemonstrationUnitInput | SelectDemonstrationUnitInput | RevokeDemonstrationUnitInput;

/** Runs the selection of demonstration units (支持就业示范单位): who nominates a unit never selects it. */
export class DemonstrationWriter {
  constructor(
    private readonly acts: Acts,
    private readonly enterprises: EnterpriseService,
  ) {}

  /** Nominates an enterprise, once for good. */
  nominate(viewer: Viewer, input: NominateDemonstrationUnitInput): Promise<EnterpriseOutcome> {
    return this.perform(viewer, 'enterprise:write', 'demonstration.nominate', input.id, async (tx) => {
      const row = await holdEnterprise(tx, input.id, input.expectedVersion);
      if (row.demonstration_status !== null) tx.refuse(refused(row.demonstration_status, 'NOMINATE'));
      await standAs(tx, row, DemonstrationStatus.NOMINATED, input);
    });
  }

  /** Selects a nominated unit; the viewer is another than who nominated it. */
  select(viewer: Viewer, input: SelectDemonstrationUnitInput): Promise<EnterpriseOutcome> {
    return this.decide(viewer, 'SELECT', input);
  }

  /** Revokes a selected unit, for good. */
  revoke(viewer: Viewer, input: RevokeDemonstrationUnitInput): Promise<EnterpriseOutcome> {
    return this.decide(viewer, 'REVOKE', input);
  }

  /** States the jobs that a unit promises for a year; the same again is no change, another needs the version that was seen. */
  promise(viewer: Viewer, input: PromiseJobsInput): Promise<EnterpriseOutcome> {
    return this.perform(viewer, 'enterprise:write', 'demonstration.promise', input.enterpriseId, async (tx) => {
      const row = await holdEnterprise(tx, input.enterpriseId, null, 'enterpriseId');
      assertYearNear(input.year, yearOf(tx.today));
      if (row.demonstration_status === null || row.demonstration_status === DemonstrationStatus.REVOKED)
        tx.refuse(
          new RuleBroken('DEMONSTRATION_UNIT', 'enterpriseId', 'Only a nominated or selected unit promises jobs.'),
        );
      const [known] = await tx.query<{ jobs: number; version: number }[]>(
        'select jobs, version from demonstration_pledge where enterprise_id = $1 and year = $2',
        [row.id, input.year],
      );
      const isSame = known?.jobs === input.jobs;
      if (decideReport(tx, { entity: 'DemonstrationPledge', id: row.id, known, isSame, ...input }) === 'KEEP') return;
      await tx.query(
        `insert into demonstration_pledge (enterprise_id, region_code, year, jobs) values ($1, $2, $3, $4)
         on conflict (enterprise_id, year) do update set jobs = excluded.jobs, version = demonstration_pledge.version + 1`,
        [row.id, row.region_code, input.year, input.jobs],
      );
      tx.note({ year: input.year, jobs: input.jobs, jobsBefore: known?.jobs ?? null });
    });
  }

  private decide(viewer: Viewer, event: 'SELECT' | 'REVOKE', input: Step): Promise<EnterpriseOutcome> {
    const action = event === 'SELECT' ? 'demonstration.select' : 'demonstration.revoke';
    return this.perform(viewer, 'demonstration:decide', action, input.id, async (tx) => {
      const row = await holdEnterprise(tx, input.id, input.expectedVersion);
      const from = row.demonstration_status;
      if (from === null)
        return tx.refuse(new RuleBroken('NOMINATED_FIRST', 'id', 'It was never nominated: have it nominated first.'));
      const to = demonstrationMachine.target(from, event);
      if (to === null) return tx.refuse(refused(from, event));
      if (row.demonstration_nominated_by === tx.viewer.subject) {
        const message = 'You nominated it: have another officer decide.';
        tx.refuse(new RuleBroken('FOUR_EYES', 'id', message));
      }
      await standAs(tx, row, to, input);
    });
  }

  private async perform(
    viewer: Viewer,
    right: Action,
    action: string,
    id: string,
    work: (tx: ActTransaction) => Promise<void>,
  ): Promise<EnterpriseOutcome> {
    assertCan(viewer, right);
    const broken = await this.acts.perform<void, Refusal>(viewer, action, work);
    return broken ?? this.enterprises.written(viewer, id);
  }
}

async function standAs(tx: ActTransaction, row: EnterpriseRow, status: DemonstrationStatus, step: Step): Promise<void> {
  const who = status === DemonstrationStatus.NOMINATED ? 'demonstration_nominated_by' : 'demonstration_decided_by';
  await tx.query(
    `update enterprise set demonstration_status = $2, demonstration_since_on = $3, ${who} = $4, version = version + 1 where id = $1`,
    [row.id, status, tx.today, tx.viewer.subject],
  );
  await tx.query(
    `insert into demonstration_step (id, enterprise_id, status, decided_on, decided_by, grounds) values ($1, $2, $3, $4, $5, $6)`,
    [newId(), row.id, status, tx.today, tx.viewer.subject, step.grounds.trim()],
  );
  tx.note({ from: row.demonstration_status, to: status });
}

function refused(state: DemonstrationStatus, event: string): TransitionRefused {
  return new TransitionRefused(demonstrationMachine as unknown as StateMachine, state, event);
}

function assertYearNear(year: number, now: number): void {
  if (Math.abs(year - now) > 1)
    throw new InvalidInputError('year', 'YEAR_NEAR', 'Jobs are promised for last, this or next year.', { year: now });
}
