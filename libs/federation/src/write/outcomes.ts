import type { StateMachine } from '@nuan/kernel';
import { createUnionType, Directive, Field, ID, Int, ObjectType } from 'type-graphql';

type ObjectClass = abstract new (...args: never[]) => object;

/** A fact of an outcome by name. */
@Directive('@shareable')
@ObjectType('OutcomeFact', { description: 'A fact behind an outcome (相关数据): a bound, an amount, a date, an id.' })
export class OutcomeFact {
  @Field(() => String, { description: 'Name of the fact (名称), stable across releases.' })
  readonly name: string;

  @Field(() => String, { description: 'Its value as text (值); amounts in yuan, dates as YYYY-MM-DD.' })
  readonly value: string;

  constructor(name: string, value: string) {
    this.name = name;
    this.value = value;
  }
}

/** Facts as a writer states them. */
export type OutcomeFacts = Readonly<Record<string, string | number | boolean>>;

/** A rule of the domain refused the request: an expected outcome that a screen shows at the named field. */
@Directive('@shareable')
@ObjectType('RuleBroken', {
  description: 'A rule refused it (不符合规则); nothing was changed. Names the rule and the field at fault.',
})
export class RuleBroken {
  @Field(() => String, { description: 'The rule (规则), a stable name such as CONSENT_REQUIRED.' })
  readonly rule: string;

  @Field(() => String, { description: 'Path of the input field at fault (字段).' })
  readonly field: string;

  @Field(() => String, { description: 'What is wrong and what to do next (说明).' })
  readonly message: string;

  @Field(() => [OutcomeFact], { description: 'Figures behind it (相关数据).' })
  readonly facts: readonly OutcomeFact[];

  constructor(rule: string, field: string, message: string, facts: OutcomeFacts = {}) {
    this.rule = rule;
    this.field = field;
    this.message = message;
    this.facts = Object.entries(facts).map(([name, value]) => new OutcomeFact(name, String(value)));
  }
}

/** The subject's state doesn't allow the step: its state machine has no such way. */
@Directive('@shareable')
@ObjectType('TransitionRefused', {
  description: 'Its present state does not allow this step (状态不允许); nothing was changed.',
})
export class TransitionRefused {
  @Field(() => String, { description: 'The rule (规则): always TRANSITION.' })
  readonly rule: string = 'TRANSITION';

  @Field(() => String, { description: 'Path of the input field at fault (字段): the subject’s id.' })
  readonly field: string = 'id';

  @Field(() => String, { description: 'What was to be moved (对象), a type of this schema.' })
  readonly entity: string;

  @Field(() => String, { description: 'The present state (当前状态).' })
  readonly state: string;

  @Field(() => String, { description: 'The step that was asked for (所请求的操作).' })
  readonly event: string;

  @Field(() => [String], { description: 'Steps that this state allows (允许的操作).' })
  readonly allowed: readonly string[];

  @Field(() => String, { description: 'What is wrong and what to do next (说明).' })
  readonly message: string;

  constructor(machine: StateMachine, state: string, event: string) {
    this.entity = machine.name;
    this.state = state;
    this.event = event;
    this.allowed = machine.events(state);
    this.message = `${machine.name} is ${state}: ${event} is not possible; possible: ${this.allowed.join(', ') || 'nothing'}.`;
  }
}

/** Somebody else changed the subject meanwhile. */
@Directive('@shareable')
@ObjectType('VersionConflict', {
  description:
    'It was changed by somebody else meanwhile (版本冲突); nothing was changed. Read it anew and decide again.',
})
export class VersionConflict {
  @Field(() => String, { description: 'The rule (规则): always VERSION.' })
  readonly rule: string = 'VERSION';

  @Field(() => String, { description: 'Path of the input field at fault (字段): always expectedVersion.' })
  readonly field: string = 'expectedVersion';

  @Field(() => String, { description: 'What was to be changed (对象), a type of this schema.' })
  readonly entity: string;

  @Field(() => ID, { description: 'Its id (编号).' })
  readonly id: string;

  @Field(() => Int, { description: 'Its present version (当前版本).' })
  readonly currentVersion: number;

  @Field(() => String, { description: 'What is wrong and what to do next (说明).' })
  readonly message: string = 'It was changed meanwhile: read it anew and decide again.';

  constructor(entity: string, id: string, currentVersion: number) {
    this.entity = entity;
    this.id = id;
    this.currentVersion = currentVersion;
  }
}

/** What every writing method may answer beside its result. */
export type Refusal = RuleBroken | TransitionRefused | VersionConflict;

/**
 * The union of a mutation's outcomes: its result, the three refusals that every mutation knows, and those of its own.
 * Faults, missing rights and unknown ids arrive in `errors` instead.
 */
export function mutationResult<const T extends readonly ObjectClass[]>(
  name: string,
  description: string,
  types: () => T,
): object {
  return createUnionType({
    name,
    description,
    types: () => [...types(), RuleBroken, TransitionRefused, VersionConflict] as never,
  }) as object;
}
