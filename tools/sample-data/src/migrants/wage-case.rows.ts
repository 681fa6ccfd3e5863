import type { SamplePerson } from '../persons';
import type { CopyValue, SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';
import { inspectionIdOf } from './inspection.rows';
import type { PlannedWageCase } from './wage-case-plan';

/** A case names at most so many workers who are known to the unions. */
const NAMED = 5;

const CASE_COLUMNS = [
  'id',
  'case_no',
  'enterprise_id',
  'region_code',
  'inspection_id',
  'workers',
  'owed_fen',
  'recovered_fen',
  'state',
  'reported_on',
  'deadline_on',
  'settled_on',
  'version',
] as const;

function caseRow(planned: PlannedWageCase, tools: SampleTools): readonly CopyValue[] {
  const { index, enterprise, inspectedCity, workers, owedFen, recoveredFen, state, reportedOn, deadlineOn, settledOn } =
    planned;
  const id = tools.id('wage-case', index);
  const caseNo = `QX${reportedOn.slice(0, 4)}-${enterprise.regionCode.slice(0, 4)}-${String(index + 1).padStart(5, '0')}`;
  const inspection = inspectedCity ? inspectionIdOf(inspectedCity, tools) : null;
  const money = [workers, owedFen, recoveredFen] as const;
  return [
    id,
    caseNo,
    enterprise.id,
    enterprise.regionCode,
    inspection,
    ...money,
    state,
    reportedOn,
    deadlineOn,
    settledOn,
    1,
  ];
}

function* namedWorkers(
  world: World,
  cases: readonly PlannedWageCase[],
  tools: SampleTools,
): Iterable<readonly CopyValue[]> {
  const migrants = migrantsByEmployer(world, new Set(cases.map(({ enterprise }) => enterprise.index)));
  for (const { index, enterprise, workers } of cases) {
    const named = (migrants.get(enterprise.index) ?? []).slice(0, Math.min(NAMED, workers));
    for (const person of named) yield [tools.id('wage-case', index), person.id];
  }
}

/** Wage cases, and the workers of the sample that they name. */
export function wageCaseLoads(world: World, cases: readonly PlannedWageCase[], tools: SampleTools): TableLoad[] {
  return [
    { table: 'wage_case', columns: CASE_COLUMNS, rows: () => cases.map((planned) => caseRow(planned, tools)) },
    {
      table: 'wage_case_worker',
      columns: ['wage_case_id', 'worker_id'],
      rows: () => namedWorkers(world, cases, tools),
    },
  ];
}

function migrantsByEmployer(world: World, employers: ReadonlySet<number>): Map<number, SamplePerson[]> {
  const found = new Map<number, SamplePerson[]>();
  for (const person of world.persons) {
    if (!person.isMigrant || person.employerIndex === null || !employers.has(person.employerIndex)) continue;
    const own = found.get(person.employerIndex) ?? [];
    if (own.length < NAMED) found.set(person.employerIndex, [...own, person]);
  }
  return found;
}
