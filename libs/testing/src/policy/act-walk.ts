import { rootFieldsOf } from '@nuan/federation';
import { getNamedType, type GraphQLField, isLeafType } from 'graphql';

import type { KnownValues } from './argument-values';
import type { Answer } from './asker';
import type { Cells, Verdict } from './cells';
import { EXPECTED_DOERS, EXPECTED_READERS } from './expected-matrix';
import { expectedRootRights } from './expected-rights';
import { readsRows, type Shared } from './field-verdicts';
import type { WalkOptions } from './field-walk';
import { ABSENT, type IdSource, inputAbout, isDone, knownIds, nounsOf } from './known-input';
import { type HolderName, HOLDERS, isInside, type Position, POSITIONS, VIEWS, viewerAt } from './positions';

type Field = GraphQLField<unknown, unknown>;

/** What the walk of acts needs beside the options: rows of each region to act upon, and where to take down what came. */
export interface ActWalkInput {
  readonly known: ReadonlyMap<string, KnownValues>;
  readonly cells: Cells;
  /** Types whose rows are shown from outside: that they exist is no secret. */
  readonly shared: Shared;
  /** Acts that are forbidden for more than want of the right, with the reason of each. */
  readonly forbidden: Readonly<Record<string, string>>;
}

/** What came of the acts. */
export interface ActWalk {
  readonly problems: readonly string[];
  /**
   * Acts that got as far as their rows: somebody of the right, in the rows' region, was told an outcome or that there is no such row. Of the
   * others nothing is known but that the input was looked at.
   */
  readonly reached: readonly string[];
  /** What the others met instead, for whoever looks for a better input. */
  readonly unreached: readonly string[];
}

/** Where those act who hold the right: from outside first, since what is done from inside changes the rows. */
const ORDER: readonly Position[] = ['sibling', 'foreign', 'child', 'union', 'parent', 'own'];

/**
 * Calls every mutation as everybody from every position, about rows that exist. Who lacks its right is refused for it before anything is
 * read; who holds it does nothing to what lies outside, and is told of it what it is told of none; inside its region and those below it
 * isn't refused.
 */
export async function walkActs(options: WalkOptions, input: ActWalkInput): Promise<ActWalk> {
  const walker = new ActWalker(options, input);
  const fields = rootFieldsOf(options.schema.getMutationType());
  for (const field of fields) await walker.actWithoutToken(field);
  for (const position of ORDER)
    for (const field of fields) await Promise.all(HOLDERS.map((holder) => walker.act(field, holder, position)));
  return walker.result(fields);
}

class ActWalker {
  private readonly problems = new Set<string>();
  private readonly reached = new Set<string>();
  private readonly met = new Map<string, Set<string>>();

  constructor(
    private readonly options: WalkOptions,
    private readonly input: ActWalkInput,
  ) {}

  result(fields: readonly Field[]): ActWalk {
    const left = fields.filter(({ name }) => !this.reached.has(name));
    return {
      problems: [...this.problems],
      reached: [...this.reached],
      unreached: left.map(({ name }) => `${name}: ${[...(this.met.get(name) ?? ['nobody may'])].join(' | ')}`),
    };
  }

  async act(field: Field, holder: HolderName, position: Position): Promise<void> {
    const rights = expectedRootRights(`Mutation.${field.name}`) ?? [];
    for (const right of rights)
      if (!(right in EXPECTED_READERS) && !(right in EXPECTED_DOERS))
        this.problems.add(`the matrix doesn't say who holds ${right}`);
    const { row } = VIEWS[position];
    const answer = await this.call(field, holder, position, knownIds(this.input.known.get(row) ?? new Map()));
    const isHolder = rights.length === 0 || rights.some((right) => readsRows(holder, right));
    const verdict = isHolder
      ? await this.asHolder(field, holder, position, answer)
      : this.asOther(field, holder, position, answer, rights);
    const name = { way: 'mutation', asker: holder, position, field: `Mutation.${field.name}` } as const;
    this.input.cells.note(name, verdict, field.name);
  }

  async actWithoutToken(field: Field): Promise<void> {
    if (!this.options.askAnonymously) return;
    const { declared, used } = inputAbout(field, () => ABSENT, VIEWS.own.row);
    const { refusals } = await this.options.askAnonymously(
      `mutation ${declared} { ${field.name}${used} { __typename } }`,
    );
    if (refusals[0]?.code !== 'UNAUTHENTICATED') this.problems.add(`${field.name} may be called without a token`);
    for (const position of POSITIONS)
      this.input.cells.note(
        { way: 'mutation', asker: 'anonymous', position, field: `Mutation.${field.name}` },
        'refused',
        field.name,
      );
  }

  /** Without the right: refused for it, whatever is asked. */
  private asOther(
    field: Field,
    holder: HolderName,
    position: Position,
    answer: Answer,
    rights: readonly string[],
  ): Verdict {
    const [refusal] = answer.refusals;
    if (refusal?.code !== 'FORBIDDEN' || !rights.includes(String(refusal.details['action'])))
      this.problem(holder, position, `calls ${field.name} and meets ${refusal?.code ?? 'no refusal'}`);
    return 'refused';
  }

  private async asHolder(field: Field, holder: HolderName, position: Position, answer: Answer): Promise<Verdict> {
    const [refusal] = answer.refusals;
    if (isInside(position)) return this.inside(field, holder, position, answer);
    // Rows of no union are changed by whoever writes in their region, or by who is bounded by none: specs of the acts say which.
    if (position === 'union' && this.isOfNoUnion(field)) return refusal ? 'hidden' : 'seen';
    if (refusal?.code === 'INTERNAL') this.problem(holder, position, `calls ${field.name} and something fails`);
    const outcome = outcomeOf(answer, field);
    if (
      outcome !== null &&
      isDone(outcome, this.options.schema, (type) => this.options.policy.types[type]?.right ?? null)
    )
      this.problem(holder, position, `does ${field.name} to what lies outside`);
    await this.compare(field, holder, position, answer);
    return 'hidden';
  }

  /** Inside, with the right: whatever comes of it, the act is not forbidden. Rows that no rule of the domain made may break it. */
  private inside(field: Field, holder: HolderName, position: Position, answer: Answer): Verdict {
    const [refusal] = answer.refusals;
    if (refusal?.code === 'FORBIDDEN' && !(field.name in this.input.forbidden))
      this.problem(holder, position, `is forbidden ${field.name} where it has the right: ${refusal.message}`);
    if (!refusal || refusal.code === 'NOT_FOUND') this.reached.add(field.name);
    else this.noteMet(field.name, `${refusal.code} ${refusal.message}`);
    return refusal ? 'hidden' : 'seen';
  }

  private noteMet(name: string, text: string): void {
    const met = this.met.get(name);
    if (met) met.add(text);
    else this.met.set(name, new Set([text]));
  }

  /** What is said of rows outside is said of none: code, message, and the names of the facts. */
  private async compare(field: Field, holder: HolderName, position: Position, met: Answer): Promise<void> {
    const { known, shared } = this.input;
    const rows = knownIds(known.get(VIEWS[position].row) ?? new Map());
    const isOpen = (type: string | null): boolean => type !== null && shared[type]?.from.includes(position) === true;
    const idOf: IdSource = (place, type) => (isOpen(type) ? rows(place, type) : ABSENT);
    const absent = await this.call(field, holder, position, idOf);
    const [one, other] = [shapeOf(met, field), shapeOf(absent, field)];
    if (one !== other)
      this.problem(holder, position, `is told by ${field.name} ${one} of a row outside, and ${other} of none`);
  }

  private call(field: Field, holder: HolderName, position: Position, idOf: IdSource): Promise<Answer> {
    const { row } = VIEWS[position];
    const { declared, used, values } = inputAbout(field, idOf, row);
    const inner = isLeafType(getNamedType(field.type)) ? '' : '{ __typename }';
    return this.options.asker.ask(
      viewerAt(holder, position),
      `mutation ${declared} { ${field.name}${used} ${inner} }`,
      values,
    );
  }

  private isOfNoUnion(field: Field): boolean {
    const names = [...nounsOf(field), `Mutation.${field.name}`];
    return names.some((name) => this.input.shared[name]?.from.includes('union'));
  }

  private problem(holder: HolderName, position: Position, text: string): void {
    this.problems.add(`${holder} (${position}) ${text}`);
  }
}

function outcomeOf({ data }: Answer, { name }: Field): string | null {
  const value = data?.[name] as { readonly __typename?: string } | null | undefined;
  return value?.__typename ?? null;
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** What of an answer a client could tell apart: not the ids, which are its own. */
export function shapeOf(answer: Answer, field: Field): string {
  const [refusal] = answer.refusals;
  if (!refusal) return outcomeOf(answer, field) ?? 'an answer';
  const { code, message, details } = refusal;
  return `${code} "${message.replaceAll(UUID, '…')}" {${Object.keys(details).sort().join(',')}}`;
}
