import { beyondRegions } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import type { ImportRun, ListImportRules, RowRefusal } from '@nuan/intake';
import { isWithin, regionPrefix } from '@nuan/kernel';
import { brokenByRegion } from '@nuan/regions';

import { enterprisesOfList, type EnterprisesOfList, UNKNOWN_ENTERPRISE } from '../enterprise/enterprises-of-list';
import { addVisits } from '../visit/new-visit';
import { brokenByCampaign, campaignNamed } from '../visit/visit-campaign';
import { type ImportedVisit, readVisitRow, VISIT_COLUMNS } from './import-row';
import { VISIT_IMPORT_ROWS } from './visit-import.machine';

interface VisitRun extends ImportRun {
  readonly campaign_code: string | null;
}

const DEREGISTERED: RowRefusal = {
  column: 'visitedOn',
  rule: 'ENTERPRISE_REGISTERED',
  message: 'The enterprise was deregistered by then.',
};
const ELSEWHERE: RowRefusal = {
  column: 'visitedOn',
  rule: 'REGION_OF_IMPORT',
  message: 'On that day the enterprise lay outside the region of the import.',
};
const KNOWN: RowRefusal = {
  column: 'visitedOn',
  rule: 'VISIT_KNOWN',
  message: 'A visit to this enterprise on this day is on record already.',
};

/** How rows become visits: one to an enterprise on a day, in the campaign of the import, where the enterprise was then. */
export const visitImportRules: ListImportRules<ImportedVisit, VisitRun> = {
  ...{ type: 'EnterpriseVisitImport', jobKind: 'visit.import', table: 'enterprise_visit_import' },
  ...{ columns: VISIT_COLUMNS, rows: VISIT_IMPORT_ROWS },
  twice: { column: 'visitedOn', message: 'Another line records a visit to this enterprise on this day.' },
  reader: (tx) => (row) => readVisitRow(row, tx.today),
  async survey(tx, run, rows) {
    const enterprises = await enterprisesOfList(tx, run.region_code, rows);
    const places = await placesOf(tx, enterprises, rows);
    const known = await knownVisits(tx, run, enterprises);
    const campaign = run.campaign_code === null ? undefined : await campaignNamed(tx, run.campaign_code);
    const regionOf = ({ line }: ImportedVisit): string => places.get(line) ?? '';
    return {
      key: ({ creditCode, visitedOn }) => `${creditCode} ${visitedOn}`,
      unfit: (row) => {
        const enterprise = enterprises.get(row.creditCode);
        if (enterprise === undefined) return UNKNOWN_ENTERPRISE;
        if (enterprise.closed_on !== null && row.visitedOn >= enterprise.closed_on) return DEREGISTERED;
        const broken =
          brokenByRegion(regionOf(row), row.visitedOn, 'visitedOn') ??
          (campaign === undefined ? null : brokenByCampaign(campaign, row.visitedOn));
        if (broken) return { column: 'visitedOn', rule: broken.rule, message: broken.message };
        return isWithin(regionOf(row), regionPrefix(run.region_code)) ? null : ELSEWHERE;
      },
      held: ({ creditCode, visitedOn }) =>
        known.has(`${enterprises.get(creditCode)?.id ?? ''} ${visitedOn}`) ? KNOWN : null,
      write: async (free) => {
        const visits = free.map((row) => ({
          ...{ ...row, enterpriseId: enterprises.get(row.creditCode)?.id ?? '' },
          ...{ region: regionOf(row), campaign: run.campaign_code },
        }));
        tx.about(
          'Enterprise',
          visits.map(({ enterpriseId }) => enterpriseId),
        );
        return (await addVisits(tx, visits)).map(({ id }) => id);
      },
    };
  },
};

/** Where each row's enterprise was on the day of the visit, by line. */
async function placesOf(
  tx: ActTransaction,
  enterprises: EnterprisesOfList,
  rows: readonly ImportedVisit[],
): Promise<ReadonlyMap<number, string>> {
  const placed = rows.filter(({ creditCode }) => enterprises.has(creditCode));
  const found = await beyondRegions('where an enterprise was is told by every move of it', () =>
    tx.query<{ line: number; region: string }[]>(
      `select w.line, coalesce((select m.from_region_code from enterprise_move m
       where m.enterprise_id = e.id and m.moved_on > w.visited_on order by m.moved_on limit 1), e.region_code) as region
     from unnest($1::integer[], $2::text[], $3::date[]) w (line, credit_code, visited_on) join enterprise e using (credit_code)`,
      [
        placed.map(({ line }) => line),
        placed.map(({ creditCode }) => creditCode),
        placed.map(({ visitedOn }) => visitedOn),
      ],
    ),
  );
  return new Map(found.map(({ line, region }) => [line, region]));
}

/** Visits of the campaign that stand for the enterprises of a piece, by enterprise and day. */
async function knownVisits(
  tx: ActTransaction,
  run: VisitRun,
  enterprises: EnterprisesOfList,
): Promise<ReadonlySet<string>> {
  const found = await beyondRegions('a visit stays where the enterprise was on its day', () =>
    tx.query<{ id: string; on: string }[]>(
      `select enterprise_id as id, visited_on as "on" from enterprise_visit
     where enterprise_id = any($1::uuid[]) and campaign_code is not distinct from $2 and corrected_on is null`,
      [[...enterprises.values()].map(({ id }) => id), run.campaign_code],
    ),
  );
  return new Set(found.map(({ id, on }) => `${id} ${on}`));
}
