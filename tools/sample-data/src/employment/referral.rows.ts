import { dateOf, dayOf } from '../days';
import { enterpriseIdOf } from '../enterprises';
import { personIdOf } from '../persons';
import type { SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';
import { placementsOf } from './placement.rows';
import type { TrainingPlan } from './training-plan';

const JOBS = [
  '操作工',
  '保洁员',
  '保安员',
  '仓库管理员',
  '包装工',
  '缝纫工',
  '厨师',
  '维修工',
  '收银员',
  '质检员',
] as const;
/** Our rule: every fourth who was referred with success had been referred without it before. */
const DECLINED_EACH = 4;

/** Vacancies: one per demonstration unit, three in five of them still open at the as-of date. */
function vacancyLoad(world: World, tools: SampleTools): TableLoad {
  return {
    table: 'job_vacancy',
    columns: ['id', 'enterprise_id', 'region_code', 'title', 'openings', 'posted_on', 'closed_on'],
    *rows() {
      for (const { index, id, regionCode, demonstration } of world.enterprises) {
        if (!demonstration) continue;
        const random = tools.random('job-vacancy', index);
        const postedOn = random.between(dayOf('2016-03-01'), dayOf('2016-12-20'));
        const closedOn = random.chance(0.6) ? null : dateOf(postedOn + random.between(10, 30));
        const openings = random.between(5, 40);
        yield [tools.id('job-vacancy', index), id, regionCode, random.pick(JOBS), openings, dateOf(postedOn), closedOn];
      }
    },
  };
}

/** Referrals: one HIRED behind every placement by referral, and DECLINED ones before some of them. */
function referralLoad(world: World, plan: TrainingPlan, tools: SampleTools): TableLoad {
  return {
    table: 'job_referral',
    columns: [
      'id',
      'person_id',
      'vacancy_id',
      'employer_id',
      'region_code',
      'position',
      'state',
      'offered_on',
      'closed_on',
    ],
    *rows() {
      let at = 0;
      for (const { person, enterprise, region, placedOn, routes } of placementsOf(world, plan, tools)) {
        if (!routes.includes('REFERRAL')) continue;
        const random = tools.random('job-referral', person);
        const [personId, employer, job] = [personIdOf(person), enterpriseIdOf(enterprise), random.pick(JOBS)];
        const offered = dateOf(placedOn - random.between(5, 25));
        const closed = dateOf(placedOn - 2);
        yield [tools.id('job-referral', person), personId, null, employer, region, job, 'HIRED', offered, closed];
        if (at++ % DECLINED_EACH !== 0) continue;
        const earlier = [dateOf(placedOn - 60), dateOf(placedOn - 45)];
        const id = tools.id('job-referral-declined', person);
        yield [id, personId, null, employer, region, random.pick(JOBS), 'DECLINED', ...earlier];
      }
    },
  };
}

/** Vacancies and referrals. */
export function referralLoads(world: World, plan: TrainingPlan, tools: SampleTools): TableLoad[] {
  return [vacancyLoad(world, tools), referralLoad(world, plan, tools)];
}
