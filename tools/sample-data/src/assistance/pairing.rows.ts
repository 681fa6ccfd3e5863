import type { SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';
import { pairingStory, pairVisits } from './pairing-story';

const FINDINGS = [
  '家庭基本稳定',
  '医疗支出较大，协助申请救助',
  '有就业意愿，已推荐岗位',
  '子女在学，关注助学',
] as const;
/** Ids of a pair's visits follow each other. */
const MOST_VISITS = 16;

/** A primary pairing for every household, and its visits. */
export function pairingLoads(world: World, tools: SampleTools): TableLoad[] {
  return [
    {
      table: 'pairing',
      columns: [
        'id',
        'household_id',
        'region_code',
        'union_id',
        'helper_name',
        'helper_rank',
        'unit_name',
        'is_primary',
        'starts_on',
        'ends_on',
        'version',
      ],
      *rows() {
        for (const household of world.households) {
          const { index, id, regionCode, unionId } = household;
          const { helperName, rank, unitName, startsOn, endsOn } = pairingStory(household);
          const pairing = tools.id('pairing', index);
          yield [pairing, id, regionCode, unionId, helperName, rank, unitName, true, startsOn, endsOn, 1];
        }
      },
    },
    {
      table: 'pair_visit',
      columns: ['id', 'pairing_id', 'visited_on', 'finding'],
      *rows() {
        for (const household of world.households) {
          const { index } = household;
          for (const [at, visitedOn] of pairVisits(household).entries()) {
            const finding = at === 0 ? '上门入户，分析致困原因' : (FINDINGS[(index + at) % FINDINGS.length] ?? null);
            yield [tools.id('pair-visit', index * MOST_VISITS + at), tools.id('pairing', index), visitedOn, finding];
          }
        }
      },
    },
  ];
}
