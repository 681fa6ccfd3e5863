import { dateOf, dayOf } from '../days';
import type { SampleEnterprise } from '../enterprises';
import type { CopyValue, SampleTools, TableLoad } from '../table-load';
import { ASOF_ON, type World } from '../world';

const COLUMNS = [
  'id',
  'enterprise_id',
  'region_code',
  'campaign_code',
  'first_in_campaign',
  'visited_on',
  'leader',
  'workers_met',
  'amount_fen',
  'note',
] as const;

const CAMPAIGN = 'CNY2017';
const LEADERS = ['市总工会负责人', '市领导', '县总工会负责人', '县领导', '省总工会负责人'] as const;

/** A second visit in the campaign (every twentieth firm, a week later) meets more workers and counts no further enterprise. */
function* campaignVisits(enterprise: SampleEnterprise, tools: SampleTools): Iterable<readonly CopyValue[]> {
  const { index, id, regionCode, visitedOn } = enterprise;
  if (visitedOn === null) return;
  const random = tools.random('enterprise-visit', index);
  const leader = random.pick(LEADERS);
  const first = tools.id('enterprise-visit', index);
  yield [first, id, regionCode, CAMPAIGN, true, visitedOn, leader, random.between(8, 60), null, null];
  const again = dateOf(dayOf(visitedOn) + 7);
  if (index % 20 !== 0 || again > ASOF_ON) return;
  const second = tools.id('enterprise-visit-again', index);
  yield [second, id, regionCode, CAMPAIGN, false, again, leader, random.between(5, 20), null, '回访'];
}

/** Our rule: every ninth firm that was in distress by then was visited in the summer of 2016, outside any campaign. */
function* summerVisits(enterprise: SampleEnterprise, tools: SampleTools): Iterable<readonly CopyValue[]> {
  const { index, id, regionCode, distressFrom } = enterprise;
  if (distressFrom === null || index % 9 !== 0) return;
  const random = tools.random('enterprise-visit-summer', index);
  const day = dateOf(random.between(dayOf('2016-07-01'), dayOf('2016-08-31')));
  if (distressFrom > day) return;
  const visit = tools.id('enterprise-visit-summer', index);
  yield [visit, id, regionCode, null, false, day, random.pick(LEADERS), random.between(10, 80), null, '夏送清凉'];
}

/** Visits to enterprises: exactly one first visit in CNY2017 for each enterprise that the campaign visited. */
export function visitLoads(world: World, tools: SampleTools): TableLoad[] {
  return [
    {
      table: 'enterprise_visit',
      columns: COLUMNS,
      *rows() {
        for (const enterprise of world.enterprises) {
          yield* campaignVisits(enterprise, tools);
          yield* summerVisits(enterprise, tools);
        }
      },
    },
  ];
}
