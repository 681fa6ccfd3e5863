import { type Action, isBoundByUnion, type Viewer } from '@nuan/auth';
import { ForbiddenError } from '@nuan/errors';

/** What is meant by a class of values, and which right shows them beside the right to the row itself. */
export interface AccessClassMeaning {
  /** English with the Chinese term, for the generated page. */
  readonly title: string;
  /** The further right; null where whoever may read the row may read the value. */
  readonly right: Action | null;
}

/**
 * Classes of values by what they tell (访问类别). A value of a class with a further right is refused to whoever lacks it on every
 * path, and nobody may filter or sort by what it may not see.
 */
export const ACCESS_CLASSES = {
  /** Page positions, cursors, instants of reading, a number with its unit, and the outcomes that say what was wrong with a request. */
  STRUCTURE: { title: 'Structure of an answer (结构)', right: null },
  /** Regions, code lists, published lines and rules. */
  REFERENCE: { title: 'Reference data (基础资料)', right: null },
  /** Sums and counts over many, never about one; counted by region, and so refused to who is bounded by unions. */
  AGGREGATE: { title: 'Aggregates (汇总)', right: null },
  /** Organisations, funds, campaigns, trainings, stations: the institution's own business. */
  PROGRAMME: { title: 'Programmes and organisations (业务)', right: null },
  /** File number, state, causes and what else identifies a case without naming anybody. */
  CASE: { title: 'Case: file number, state, causes (档案)', right: null },
  /** Decisions and amounts, and who took them. */
  DECISION: { title: 'Decisions and amounts (审批与金额)', right: null },
  /** What came of the caller's own act, shown to its author alone. */
  OWN_ACT: { title: 'Result of one’s own act (本人操作结果)', right: null },
  /** Names of persons in hardship, masked. */
  NAME: { title: 'Name, masked (姓名)', right: 'name:read' },
  /** ID numbers, masked. */
  ID_NUMBER: { title: 'ID number, masked (身份证号)', right: 'identity:read' },
  /** Phone numbers, masked. */
  PHONE: { title: 'Phone number, masked (电话)', right: 'phone:read' },
  /** Bank and account, masked. */
  ACCOUNT: { title: 'Bank account, masked (银行账户)', right: 'account:read' },
  /** Whether a person is ill or disabled, masked, and the papers of its treatment. */
  HEALTH: { title: 'Illness and disability, masked; papers of treatment (疾病、残疾)', right: 'health:read' },
  /** Incomes, expenses, property. */
  INCOME: { title: 'Income and property (收入、财产)', right: 'income:read' },
  /** About a minor or a student: schooling, grants. */
  CHILD: { title: 'About a child or student (未成年人、学生)', right: 'child:read' },
  /** Users, roles, delegations, emergencies, clients and sign-ins: officers by the duty of their office, nobody helped. */
  ADMINISTRATION: { title: 'Users, roles and clients (用户与授权)', right: null },
  /** Who did and saw what. */
  AUDIT: { title: 'Audit (审计)', right: 'audit:read' },
  /** The change feed, for sibling subgraphs and partner departments. */
  FEED: { title: 'Change feed (变更流)', right: 'changes:read' },
} as const satisfies Readonly<Record<string, AccessClassMeaning>>;

/** A class of values. */
export type AccessClass = keyof typeof ACCESS_CLASSES;

/** The right that a class demands beside the right to the row; null for none. */
export function classRight(access: AccessClass): Action | null {
  return ACCESS_CLASSES[access].right;
}

/** Classes that are told by region: figures, acts and facts of whole regions, which no union's part can be cut out of. */
const OF_REGIONS: ReadonlySet<AccessClass> = new Set(['AGGREGATE', 'AUDIT', 'FEED']);

/** Whether values of a class are of whole regions, and so refused to who is bounded by unions. */
export function isOfRegions(access: AccessClass): boolean {
  return OF_REGIONS.has(access);
}

/**
 * Asserts that what is told of whole regions is the viewer's to see.
 *
 * @throws ForbiddenError for who is bounded by unions: it would see rows of others, or what they add up to.
 */
export function assertSeesRegions(viewer: Viewer): void {
  if (isBoundByUnion(viewer))
    throw new ForbiddenError('region:aggregate', 'What is told of whole regions is not for who is bounded by unions.');
}
