import { dailyDelivery, dailyReachedOn } from '../assistance/daily-round';
import { warmthPaidOn } from '../assistance/pay-days';
import { hadRelief2016, reliefOn, scholarshipOn } from '../assistance/payments-2016';
import { linesByDivision } from '../enterprises/region-facts.rows';
import { unionFacts, unionTreeLoad } from '../enterprises/union.rows';
import { feedCursorLoad } from '../feed-cursors';
import type { SampleHousehold } from '../households';
import type { CopyValue, SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';

/** The last day on which money arrived, by the payments of assistance; null before the first. */
function lastAidOn(household: SampleHousehold, scholars: ReadonlySet<number>): string | null {
  const days: string[] = [];
  if (household.active) days.push(warmthPaidOn(household));
  if (household.active && dailyDelivery(household) === 'MONEY') days.push(dailyReachedOn(household));
  if (hadRelief2016(household)) days.push(reliefOn(household));
  if (scholars.has(household.index)) days.push(scholarshipOn(household.index));
  return days.sort().at(-1) ?? null;
}

function* aidRows(world: World): Generator<readonly CopyValue[]> {
  const granted = world.students.filter(({ scholarship2016 }) => scholarship2016);
  const scholars = new Set(granted.map(({ householdIndex }) => householdIndex));
  for (const household of world.households) {
    const paidOn = lastAidOn(household, scholars);
    if (household.active || paidOn !== null) yield [household.id, household.active, paidOn, 1];
  }
}

function* lineRows(world: World): Generator<readonly CopyValue[]> {
  for (const line of world.minLivingLines)
    for (const { regionCode, from, monthlyFen } of linesByDivision(line)) yield [regionCode, from, monthlyFen, 1];
}

/** The facts of enterprises, regions, unions and of aid that workers filters by, at their first version. */
export const projectionLoads = (world: World, tools: SampleTools): TableLoad[] => [
  {
    table: 'enterprise_projection',
    columns: ['id', 'region_code', 'union_id', 'distress', 'industry', 'headcount', 'source_version'],
    *rows() {
      for (const { id, regionCode, unionId, distress, industry, headcount } of world.enterprises) {
        yield [id, regionCode, unionId, distress, industry, headcount, 1];
      }
    },
  },
  {
    table: 'aid_projection',
    columns: ['household_id', 'has_active_plan', 'last_aid_on', 'source_version'],
    rows: () => aidRows(world),
  },
  {
    table: 'min_living_line_projection',
    columns: ['region_code', 'valid_from', 'line_fen', 'source_version'],
    rows: () => lineRows(world),
  },
  {
    table: 'union_projection',
    columns: ['id', 'name', 'level', 'region_code', 'dissolved_on', 'successor_id', 'source_version'],
    *rows() {
      for (const { id, name, level, regionCode } of unionFacts(world, tools))
        yield [id, name, level, regionCode, null, null, 1];
    },
  },
  unionTreeLoad(world, tools),
  feedCursorLoad(['enterprises', 'assistance']),
];
