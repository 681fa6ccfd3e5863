import type { CopyValue, SampleTools, TableLoad } from '../table-load';
import { INSPECTED_CITIES, type PlannedWageCase } from './wage-case-plan';

/** Ours: the cities that the joint inspection of injury insurance went to; the source names none. */
const INSURANCE_CITIES = ['340100', '340800'] as const;

/** The wage inspection of a city. */
export const inspectionIdOf = (city: string, tools: SampleTools): string => tools.id('inspection', Number(city));

function* inspectionRows(tools: SampleTools): Iterable<readonly CopyValue[]> {
  for (const city of INSPECTED_CITIES) {
    const title = '工资清欠等农民工服务专项督查';
    yield [
      inspectionIdOf(city, tools),
      'WAGE_ARREARS',
      title,
      city,
      '2016-12-26',
      '2016-12-28',
      '省总工会副主席',
      [],
      1,
    ];
  }
  for (const city of INSURANCE_CITIES) {
    const title = '“同舟计划”落实情况督查';
    const partners = ['人力资源和社会保障部门', '住房和城乡建设部门'];
    yield [inspectionIdOf(city, tools), 'INJURY_INSURANCE', title, city, '2016-11-14', '2016-11-16', null, partners, 1];
  }
}

/** A finding for each case that the inspection found; those paid by now are put right. */
function* findingRows(cases: readonly PlannedWageCase[], tools: SampleTools): Iterable<readonly CopyValue[]> {
  for (const { index, inspectedCity, enterprise, state, reportedOn, deadlineOn, settledOn } of cases) {
    if (inspectedCity === null) continue;
    const summary = '未按月足额支付农民工工资，责令节前付清';
    const outcome = state === 'PAID' ? 'CHECKED' : 'ORDERED';
    const inspection = inspectionIdOf(inspectedCity, tools);
    yield [
      tools.id('finding', index),
      inspection,
      inspectedCity,
      enterprise.id,
      summary,
      outcome,
      reportedOn,
      deadlineOn,
      state === 'PAID' ? settledOn : null,
    ];
  }
}

/** Inspections and what they found. */
export function inspectionLoads(cases: readonly PlannedWageCase[], tools: SampleTools): TableLoad[] {
  return [
    {
      table: 'inspection',
      columns: ['id', 'kind', 'title', 'region_code', 'starts_on', 'ends_on', 'leader', 'partners', 'version'],
      rows: () => inspectionRows(tools),
    },
    {
      table: 'inspection_finding',
      columns: [
        ...[
          'id',
          'inspection_id',
          'region_code',
          'enterprise_id',
          'summary',
          'state',
          'found_on',
          'deadline_on',
          'rectified_on',
        ],
      ],
      rows: () => findingRows(cases, tools),
    },
  ];
}
