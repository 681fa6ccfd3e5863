import { assertCan, SERVICE_DEPARTMENT, type Viewer } from '@nuan/auth';
import { ForbiddenError } from '@nuan/errors';

import type { FactTable } from './fact-triggers';

/** Right of reading a feed; which facts is the contract's matter. */
const READ = 'changes:read';

/** Partner departments (协作部门) that we have contracts with, as the `department` claim of their tokens names them. */
export const Department = {
  /** Human resources and social security (人力资源和社会保障). */
  HUMAN_RESOURCES: '人社',
  /** Civil affairs (民政). */
  CIVIL_AFFAIRS: '民政',
  /** Finance (财政), whose money a part of the funds is. */
  FINANCE: '财政',
  /** Commerce (商务), which watches the shops and hands out carts. */
  COMMERCE: '商务',
  /** Industry and information technology (工信), which has works give up capacity. */
  INDUSTRY: '工信',
  /** Housing and construction (住建), which inspects sites and sees that they are insured. */
  HOUSING: '住建',
  /** Supervision of state assets (国资委), which founds and merges state employers. */
  STATE_ASSETS: '国资委',
  /** Development and reform (发改), which runs the pilots of its city. */
  DEVELOPMENT_AND_REFORM: '发改',
  /** A training agency (培训机构), which holds the sessions of a programme. */
  TRAINING_AGENCY: '培训机构',
  /** The start-up office (创业办), which takes and reviews applications of start-ups. */
  STARTUP_OFFICE: '创业办',
  /** Transport (交通), which charters buses home. */
  TRANSPORT: '交通',
  /** The railway (铁路), which sells tickets to groups. */
  RAILWAY: '铁路',
  /** Health (卫健), which checks workers and counts them. */
  HEALTH: '卫健',
  /** Culture and tourism (文旅), which brings plays and films to the sites. */
  CULTURE: '文旅',
  /** The office for migrant workers (农民工办), which proposes and decides honours. */
  MIGRANT_WORKERS_OFFICE: '农民工办',
  /** The unions' service platform (工会服务平台): the app that workers claim places with. */
  SERVICE_PLATFORM: '工会服务平台',
  /** The real-estate register (不动产登记), which hands in who owns homes. */
  REAL_ESTATE: '不动产登记',
  /** Market regulation (市场监管), which hands in who has registered a business. */
  MARKET_REGULATION: '市场监管',
  /** Public security (公安), which hands in who owns vehicles, and deaths. */
  PUBLIC_SECURITY: '公安',
  /** The housing provident fund (公积金), which hands in whose employer pays in. */
  PROVIDENT_FUND: '公积金',
  /** Tax (税务), which hands in declared incomes. */
  TAX: '税务',
} as const;

/** The department of a caller by the name that contracts know it by, also where its token writes the code, such as `CIVIL_AFFAIRS`. */
export function departmentOf({ department }: Pick<Viewer, 'department'>): string | null {
  const byCode: Readonly<Record<string, string>> = Department;
  return department !== null && Object.hasOwn(byCode, department) ? (byCode[department] ?? null) : department;
}

/** Which facts of an entity a partner department (协作部门) is given: names of keys. */
export type PartnerContract = Readonly<Record<string, readonly string[]>>;

/** What a subgraph publishes: the tables, and what each partner department is given of them. */
export interface PublishedFacts {
  /** In the order in which a snapshot delivers them. */
  readonly tables: readonly FactTable[];
  /** By the `department` of the partner's token. An entity that isn't named stays unknown to it. */
  readonly partners: Readonly<Record<string, PartnerContract>>;
}

/** What one reader gets: entities, and of each the keys, or all of them. */
export interface FeedContract {
  readonly entities: readonly FactTable[];
  /** Whose rows alone it gets of entities that belong to a department; null for who gets all. */
  readonly department: string | null;
  /** The facts of an entity that this reader may know. */
  visible(entity: string, facts: Facts): Facts;
}

/** Facts of an entity by name: enum values, ids, dates, flags, amounts of public money. */
export type Facts = Readonly<Record<string, unknown>>;

/**
 * What the viewer may read of a feed: our own subgraphs, which keep projections, every fact, and a partner department what its
 * contract names.
 *
 * @throws ForbiddenError without the right, or for a department that there is no contract with.
 */
export function contractOf(viewer: Viewer, { tables, partners }: PublishedFacts): FeedContract {
  assertCan(viewer, READ);
  if (viewer.department === SERVICE_DEPARTMENT)
    return {
      entities: tables.filter((table) => !table.isForPartnersAlone),
      department: null,
      visible: (_entity, facts) => facts,
    };
  const department = departmentOf(viewer);
  const contract = department === null ? undefined : partners[department];
  if (contract === undefined)
    throw new ForbiddenError(READ, 'There is no contract with your department for this feed.');
  const granted = tables.filter(({ entity, isPersonal }) => !isPersonal && contract[entity] !== undefined);
  return {
    entities: granted,
    department,
    visible: (entity, facts) =>
      Object.fromEntries(Object.entries(facts).filter(([key]) => contract[entity]?.includes(key))),
  };
}
