import { Industry } from '@nuan/kernel';

import { dateOf, dayOf } from '../days';
import type { SampleEnterprise } from '../enterprises';
import type { CopyValue, SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';

/** Ours: about 84 of 100 projects are insured; the target for 2016 was 80. */
const INSURED = 0.84;
const WORKS = ['住宅楼工程', '道路改造工程', '厂房工程', '学校工程', '管网工程'] as const;

function* projectsOf(enterprise: SampleEnterprise, tools: SampleTools): Iterable<readonly CopyValue[]> {
  const random = tools.random('insurance-project', enterprise.index);
  const projects = random.between(1, 3);
  for (let number = 1; number <= projects; number++) {
    const started = random.between(dayOf('2015-06-01'), dayOf('2016-12-20'));
    const insured = random.chance(INSURED);
    const name = `${enterprise.name}${random.pick(WORKS)}第${String(number)}标段`;
    yield [
      tools.id('insurance-project', enterprise.index * 4 + number),
      name,
      enterprise.id,
      enterprise.regionCode,
      dateOf(started),
      insured,
      insured ? dateOf(started + random.between(0, 30)) : null,
      insured ? random.between(20, 260) : 0,
      1,
    ];
  }
}

/** Construction projects of the enterprises that build, with or without injury insurance. */
export function insuranceLoads(world: World, tools: SampleTools): TableLoad[] {
  return [
    {
      table: 'insurance_project',
      columns: [
        'id',
        'name',
        'enterprise_id',
        'region_code',
        'started_on',
        'insured',
        'insured_on',
        'workers_covered',
        'version',
      ],
      *rows() {
        for (const enterprise of world.enterprises) {
          if (enterprise.industry === Industry.CONSTRUCTION) yield* projectsOf(enterprise, tools);
        }
      },
    },
  ];
}
