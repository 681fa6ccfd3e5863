import { type Policy, rootFieldsOf } from '@nuan/federation';
import { type GraphQLField, type GraphQLInputObjectType, getNamedType, isEnumType, isInputObjectType } from 'graphql';

import { ArgumentValues } from './argument-values';
import type { Cells, Verdict, Way } from './cells';
import { classOfField, expectation, seesClass, type Shared } from './field-verdicts';
import type { WalkOptions } from './field-walk';
import { type HolderName, HOLDERS, isInside, type Position, POSITIONS, VIEWS, viewerAt } from './positions';
import { rowTypeOf } from './selection';

interface Question {
  readonly way: Way;
  /** Alias in the operation. */
  readonly alias: string;
  /** Name of its cell, such as `HouseholdWhere.fileNo`. */
  readonly name: string;
  /** The arguments that ask it, beside those of the list. */
  text(region: string): string;
  /** Class of the value that it asks about. */
  readonly access: string;
}

interface List {
  readonly field: GraphQLField<unknown, unknown>;
  readonly questions: readonly Question[];
  /** Whether it can be filtered by the region of its rows. */
  readonly filters: boolean;
}

interface Page {
  readonly totalCount: number;
}

/** Questions that one operation asks; the aliases of a document are limited. */
const AT_ONCE = 25;

/**
 * Filters and sorts every list by everything that it offers, as everybody from every position: who may not see a value may not ask about
 * it either, and rows outside a viewer's regions are counted by no filter. The class of a filter is that of the field of the same name,
 * stated or not, so that a new filter on a guarded value is found.
 *
 * @param shared types whose rows are shown from outside.
 */
export async function walkQuestions(
  options: WalkOptions,
  cells: Cells,
  shared: Shared = {},
): Promise<readonly string[]> {
  const problems = new Set<string>();
  for (const list of listsOf(options)) {
    await askWithoutToken(options, list, cells, problems);
    for (const position of POSITIONS)
      await Promise.all(
        HOLDERS.map((holder) => new Questioner({ ...options, shared }, cells, problems, list, holder, position).ask()),
      );
  }
  return [...problems];
}

async function askWithoutToken(options: WalkOptions, list: List, cells: Cells, problems: Set<string>): Promise<void> {
  if (!options.askAnonymously) return;
  for (let from = 0; from < list.questions.length; from += AT_ONCE) {
    const some = list.questions.slice(from, from + AT_ONCE);
    const { refusals } = await options.askAnonymously(documentOf(list, some, VIEWS.own.row));
    if (refusals[0]?.code !== 'UNAUTHENTICATED') problems.add(`${list.field.name} may be asked without a token`);
    for (const { way, name, alias } of some)
      for (const position of POSITIONS)
        cells.note({ way, asker: 'anonymous', position, field: name }, 'refused', alias);
  }
}

function documentOf({ field }: List, questions: readonly Question[], region: string): string {
  const text = questions.map((question) => `${question.alias}: ${field.name}(${question.text(region)}) { totalCount }`);
  return `query { ${text.join(' ')} }`;
}

class Questioner {
  constructor(
    private readonly options: WalkOptions & { readonly shared: Shared },
    private readonly cells: Cells,
    private readonly problems: Set<string>,
    private readonly list: List,
    private readonly holder: HolderName,
    private readonly position: Position,
  ) {}

  async ask(): Promise<void> {
    const { questions, field } = this.list;
    if (expectation(this.holder, `Query.${field.name}`, this.options) === 'refused')
      return this.refusedWhole(questions);
    const open = questions.filter(({ access }) => seesClass(this.holder, access));
    for (let from = 0; from < open.length; from += AT_ONCE) await this.openOnes(open.slice(from, from + AT_ONCE));
    // One by one: the list itself may not be null, so the first refusal is the whole answer.
    for (const question of questions.filter(({ access }) => !seesClass(this.holder, access)))
      await this.closed(question);
  }

  /** The list itself is refused, with whatever question. */
  private async refusedWhole(questions: readonly Question[]): Promise<void> {
    const [first] = questions;
    if (!first) return;
    const { refusals } = await this.answer([first]);
    if (refusals[0]?.code !== 'FORBIDDEN')
      this.problem(`may ask ${this.list.field.name} by ${first.alias} and is not to`);
    for (const question of questions) this.note(question, 'refused');
  }

  private async openOnes(questions: readonly Question[]): Promise<void> {
    const { data, refusals } = await this.answer(questions);
    for (const { path, code, message } of refusals)
      this.problem(`may not ask ${this.list.field.name} by ${path.join('.')}: ${code} ${message}`);
    for (const question of questions) {
      const page = data?.[question.alias] as Page | undefined;
      if (this.isHidden() && page && page.totalCount > 0)
        this.problem(`counts ${page.totalCount} rows outside in ${this.list.field.name} by ${question.alias}`);
      this.note(question, page ? (page.totalCount > 0 ? 'seen' : 'empty') : 'refused');
    }
  }

  private async closed(question: Question): Promise<void> {
    const { refusals } = await this.answer([question]);
    if (refusals[0]?.code !== 'FORBIDDEN')
      this.problem(`asks ${this.list.field.name} by ${question.alias} and is not to`);
    this.note(question, 'refused');
  }

  /** Whether the rows that the list is asked for lie outside. */
  private isHidden(): boolean {
    const { field, filters } = this.list;
    const { from = [] } = this.options.shared[rowTypeOf(field).name] ?? {};
    // What is shown by an edge from elsewhere stands in no list; what is of no union does.
    const isOfNoUnion = this.position === 'union' && from.includes('union');
    return !isInside(this.position) && filters && !isOfNoUnion;
  }

  private answer(questions: readonly Question[]): ReturnType<WalkOptions['asker']['ask']> {
    const { row } = VIEWS[this.position];
    return this.options.asker.ask(viewerAt(this.holder, this.position), documentOf(this.list, questions, row));
  }

  private problem(text: string): void {
    this.problems.add(`${this.holder} (${this.position}) ${text}`);
  }

  private note({ way, name, alias }: Question, verdict: Verdict): void {
    this.cells.note({ way, asker: this.holder, position: this.position, field: name }, verdict, alias);
  }
}

function listsOf(options: WalkOptions): readonly List[] {
  return rootFieldsOf(options.schema.getQueryType()).flatMap((field): List[] => {
    const where = field.args.find(({ name }) => name === 'where');
    const type = where && getNamedType(where.type);
    if (!isInputObjectType(type)) return [];
    return [{ field, questions: questionsOf(field, type, options), filters: 'region' in type.getFields() }];
  });
}

function questionsOf(
  field: GraphQLField<unknown, unknown>,
  type: GraphQLInputObjectType,
  options: WalkOptions,
): readonly Question[] {
  const classOf = (name: string): string => classOfQuestion(options.policy, rowTypeOf(field).name, name);
  const others = (region: string): string => requiredOf(field, region, options);
  const inRegion = (region: string): string => ('region' in type.getFields() ? `region: { eq: "${region}" }` : '');
  const filters = Object.values(type.getFields())
    .filter(({ name }) => !['and', 'or', 'not'].includes(name))
    .map(({ name, type: filter }): Question => ({
      way: 'filter',
      alias: `where_${name}`,
      name: `${field.name}(where: ${name})`,
      text: (region) =>
        `${others(region)} where: { not: { ${name}: ${conditionOf(getNamedType(filter))} } ${inRegion(region)} }`,
      access: classOf(name),
    }));
  const keys = sortKeysOf(field).map((name): Question => ({
    way: 'sort',
    alias: `orderBy_${name}`,
    name: `${field.name}(orderBy: ${name})`,
    text: (region) => `${others(region)} orderBy: [{ field: ${name} }] where: { ${inRegion(region)} }`,
    access: classOf(name.toLowerCase().replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase())),
  }));
  return [...filters, ...keys];
}

/** What the list can't be asked without, beside filter and order. */
function requiredOf(field: GraphQLField<unknown, unknown>, region: string, { schema, literals }: WalkOptions): string {
  const query = schema.getQueryType();
  const bare = { ...field, args: field.args.filter(({ name }) => name !== 'where' && name !== 'orderBy') };
  const stated = Object.fromEntries(
    Object.entries(literals(region)).map(([name, text]) => [name, text.replace(/,? ?where: \{[^}]*\} ?\}/, '')]),
  );
  const text = query ? new ArgumentValues(region, stated, new Map()).of(query, bare) : null;
  return (text ?? '').replace(/^\(|\)$/g, '');
}

function sortKeysOf(field: GraphQLField<unknown, unknown>): readonly string[] {
  const order = field.args.find(({ name }) => name === 'orderBy');
  const type = order && getNamedType(order.type);
  const keys = isInputObjectType(type) ? getNamedType(type.getFields()['field']?.type) : undefined;
  return isEnumType(keys) ? keys.getValues().map(({ name }) => name) : [];
}

function conditionOf(filter: unknown): string {
  const operators = (filter as GraphQLInputObjectType).getFields();
  return 'isNull' in operators ? '{ isNull: true }' : '{ under: "360000" }';
}

/** Values that a filter asks about under another name than the field that shows them. */
const ASKED_ELSEWHERE: Readonly<Record<string, string>> = {
  'Household.netPerCapita': 'INCOME',
  'Disbursement.studentId': 'CHILD',
  'ScholarshipGrant.studentId': 'CHILD',
};

function classOfQuestion(policy: Policy, type: string, name: string): string {
  const isShown = name in (policy.types[type]?.fields ?? {});
  return ASKED_ELSEWHERE[`${type}.${name}`] ?? (isShown ? classOfField(type, name, policy) : 'CASE');
}

/** How many questions there are: what the walk must have asked, each as everybody from every position. */
export function countQuestions(options: WalkOptions): number {
  return listsOf(options).reduce((count, { questions }) => count + questions.length, 0);
}
