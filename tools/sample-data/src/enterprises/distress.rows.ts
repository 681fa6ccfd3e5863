import { DistressKind } from '@nuan/kernel';

import { dateOf, dayOf } from '../days';
import type { SampleEnterprise } from '../enterprises';
import type { CopyValue, SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';

const COLUMNS = ['id', 'enterprise_id', 'kind', 'from_on', 'to_on', 'evidence', 'recorded_on'] as const;

const EVIDENCE: Record<DistressKind, string> = {
  [DistressKind.OVERCAPACITY_CLOSED]: '化解过剩产能关停名单(样例)',
  [DistressKind.ZOMBIE]: '僵尸企业处置名单(样例)',
  [DistressKind.LOSS_MAKING]: '年度审计报告(样例)',
  [DistressKind.OTHER]: '工会困难企业认定表(样例)',
};

/** Our rule: works closed for overcapacity made losses for one to two and a half years before. */
function* periodsOf(enterprise: SampleEnterprise, tools: SampleTools): Iterable<readonly CopyValue[]> {
  const { index, id, distress, distressFrom } = enterprise;
  if (distress === null || distressFrom === null) return;
  if (distress === DistressKind.OVERCAPACITY_CLOSED) {
    const until = dayOf(distressFrom) - 1;
    const from = until - tools.random('distress-before', index).between(365, 900);
    const kind = DistressKind.LOSS_MAKING;
    yield [tools.id('distress-before', index), id, kind, dateOf(from), dateOf(until), EVIDENCE[kind], distressFrom];
  }
  yield [tools.id('distress', index), id, distress, distressFrom, null, EVIDENCE[distress], distressFrom];
}

/** Our rule: of the sound firms every twelfth once made losses and recovered before 2016. */
function* recoveredOf(enterprise: SampleEnterprise, tools: SampleTools): Iterable<readonly CopyValue[]> {
  const { index, id, distress, startup } = enterprise;
  if (distress !== null || startup || index % 12 !== 0) return;
  const random = tools.random('distress-recovered', index);
  const from = random.between(dayOf('2012-01-01'), dayOf('2013-12-31'));
  const until = from + random.between(200, 700);
  const kind = DistressKind.LOSS_MAKING;
  yield [tools.id('distress', index), id, kind, dateOf(from), dateOf(until), EVIDENCE[kind], dateOf(until + 1)];
}

/** The history of distress; the open periods are the state that `enterprise` holds. */
export function distressLoads(world: World, tools: SampleTools): TableLoad[] {
  return [
    {
      table: 'distress_period',
      columns: COLUMNS,
      *rows() {
        for (const enterprise of world.enterprises) {
          yield* periodsOf(enterprise, tools);
          yield* recoveredOf(enterprise, tools);
        }
      },
    },
  ];
}
