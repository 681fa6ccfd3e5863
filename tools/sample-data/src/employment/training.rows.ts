import { splitFen } from '@nuan/kernel';
import { dateOf } from '../days';
import { personIdOf } from '../persons';
import type { CopyValue, SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';
import { scaledFen } from './money';
import { type PlannedSession, regionOf, type TrainingPlan } from './training-plan';

/** Published: 3.78 million yuan for training over-capacity workers in 2016. */
const TRAINING_FEN = 378_000_000;
const PROVIDERS = ['技工学校', '职业技术学院', '就业训练中心', '工会职工学校'] as const;
/** Our rule: every fortieth start-up hire had begun a training and left it. */
const DROPPED_EACH = 40;

/** Money of each programme, in the order of the plan: by the number trained, to the fen. */
export function trainingMoney(world: World, plan: TrainingPlan): readonly bigint[] {
  return splitFen(
    scaledFen(TRAINING_FEN, world.scale),
    plan.programs.map((program) => BigInt(program.trained)),
  );
}

const unionOfCity = (world: World, code: string): string | null =>
  world.unions.find((union) => union.regionCode === code && union.level === 'PREFECTURE')?.id ?? null;

function* enrollmentRows(session: PlannedSession, world: World, tools: SampleTools): Iterable<readonly CopyValue[]> {
  const sessionId = tools.id('training-session', session.index);
  for (const person of session.persons) {
    const enrolledOn = dateOf(session.startsOn - tools.random('enrollment', person).between(3, 20));
    const certificate = `SAMPLE-PX2016-${String(person).padStart(7, '0')}`;
    const id = tools.id('enrollment', person);
    const completedOn = dateOf(session.endsOn);
    yield [
      id,
      sessionId,
      personIdOf(person),
      regionOf(world, person),
      'COMPLETED',
      enrolledOn,
      completedOn,
      certificate,
    ];
  }
}

function* droppedRows(world: World, plan: TrainingPlan, tools: SampleTools): Iterable<readonly CopyValue[]> {
  for (const [at, { personIndex }] of world.employment2016.startupHires.entries()) {
    if (at % DROPPED_EACH !== 0) continue;
    const region = regionOf(world, personIndex);
    const session = plan.sessions.find(({ program }) => program.cityCode.startsWith(region.slice(0, 4)));
    if (!session) continue;
    const sessionId = tools.id('training-session', session.index);
    const enrolledOn = dateOf(session.startsOn - 5);
    yield [
      tools.id('enrollment', personIndex),
      sessionId,
      personIdOf(personIndex),
      region,
      'DROPPED',
      enrolledOn,
      null,
      null,
    ];
  }
}

function programLoad(world: World, plan: TrainingPlan, tools: SampleTools): TableLoad {
  const money = trainingMoney(world, plan);
  return {
    table: 'training_program',
    columns: ['id', 'name', 'kind', 'year', 'region_code', 'union_id', 'budget_fen', 'spent_fen'],
    *rows() {
      for (const [at, { index, cityCode, cityName }] of plan.programs.entries()) {
        const amount = money[at] ?? 0n;
        const name = `${cityName}2016年化解过剩产能企业职工转岗就业创业培训`;
        const union = unionOfCity(world, cityCode);
        yield [tools.id('training-program', index), name, 'OVERCAPACITY', 2016, cityCode, union, amount, amount];
      }
    },
  };
}

/** Programmes, classes and who took part: exactly the trained of the world completed, and a few others dropped out. */
export function trainingLoads(world: World, plan: TrainingPlan, tools: SampleTools): TableLoad[] {
  const sessions: TableLoad = {
    table: 'training_session',
    columns: ['id', 'program_id', 'region_code', 'name', 'provider', 'starts_on', 'ends_on', 'capacity'],
    *rows() {
      for (const { index, program, startsOn, endsOn } of plan.sessions) {
        const provider = `${program.cityName}${tools.random('training-session', index).pick(PROVIDERS)}`;
        const name = `转岗技能培训班（样例${String(index + 1)}）`;
        const programId = tools.id('training-program', program.index);
        const id = tools.id('training-session', index);
        yield [id, programId, program.cityCode, name, provider, dateOf(startsOn), dateOf(endsOn), 50];
      }
    },
  };
  const enrollments: TableLoad = {
    table: 'enrollment',
    columns: ['id', 'session_id', 'person_id', 'region_code', 'state', 'enrolled_on', 'completed_on', 'certificate_no'],
    *rows() {
      for (const session of plan.sessions) yield* enrollmentRows(session, world, tools);
      yield* droppedRows(world, plan, tools);
    },
  };
  return [programLoad(world, plan, tools), sessions, enrollments];
}
