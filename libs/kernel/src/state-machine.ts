/** One way on: an event that takes a subject from any of some states to one state. */
export interface Transition<S extends string, E extends string> {
  readonly event: E;
  readonly from: readonly S[];
  readonly to: S;
  /** What it is in the field, English with the Chinese term. */
  readonly title: string;
}

/** What a state machine is made from. */
export interface StateMachineOptions<S extends string, E extends string> {
  /** GraphQL type whose states these are. */
  readonly name: string;
  /** What it is in the field, English with the Chinese term. */
  readonly title: string;
  readonly states: readonly S[];
  /** The state in which a subject begins as a rule. */
  readonly initial: S;
  /** Further states in which one may begin. */
  readonly alsoBegins?: readonly S[];
  readonly transitions: readonly Transition<S, E>[];
}

/**
 * The states of a subject and every way between them (状态机), as one table: the code that moves it, the guard of the
 * database, the generated tests and the diagrams of the docs all read it, so that no step can be skipped anywhere.
 */
export interface StateMachine<S extends string = string, E extends string = string> extends StateMachineOptions<S, E> {
  /** Every state in which a subject may begin, the usual one first. */
  readonly beginnings: readonly S[];
  /** Where an event leads from a state; null when it isn't allowed there. */
  target(from: S, event: E): S | null;
  /** Events allowed in a state, in the order of the table. */
  events(from: S): readonly E[];
  /** Every allowed step as [from, to], without doubles. */
  pairs(): readonly (readonly [S, S])[];
}

/** A state machine whose table contradicts itself. */
export class StateMachineError extends RangeError {
  constructor(machine: string, problem: string) {
    super(`State machine ${machine}: ${problem}.`);
    this.name = 'StateMachineError';
  }
}

/**
 * States a machine.
 *
 * @throws StateMachineError when an event has two targets from one state, a step names an unknown state, or a state can't be
 * reached.
 */
export function defineStateMachine<S extends string, E extends string>(
  options: StateMachineOptions<S, E>,
): StateMachine<S, E> {
  const targets = new Map<string, S>();
  const beginnings = [options.initial, ...(options.alsoBegins ?? [])];
  for (const { event, from, to } of options.transitions) {
    for (const state of [...from, to])
      if (!options.states.includes(state))
        throw new StateMachineError(options.name, `${state} is not one of its states`);
    for (const state of from) {
      const key = `${state}/${event}`;
      if (targets.has(key)) throw new StateMachineError(options.name, `${event} leads twice from ${state}`);
      targets.set(key, to);
    }
  }
  assertReachable(options, beginnings);
  return Object.freeze({
    ...options,
    beginnings,
    target: (from: S, event: E) => targets.get(`${from}/${event}`) ?? null,
    events: (from: S) => options.transitions.filter((step) => step.from.includes(from)).map(({ event }) => event),
    pairs: () => distinctPairs(options.transitions),
  });
}

function assertReachable<S extends string, E extends string>(
  { name, states, transitions }: StateMachineOptions<S, E>,
  beginnings: readonly S[],
): void {
  const reached = new Set<S>(beginnings);
  for (let grown = true; grown;) {
    grown = false;
    for (const { from, to } of transitions) {
      if (reached.has(to) || !from.some((state) => reached.has(state))) continue;
      reached.add(to);
      grown = true;
    }
  }
  const lost = states.find((state) => !reached.has(state));
  if (lost !== undefined) throw new StateMachineError(name, `${lost} can't be reached from ${beginnings.join(' or ')}`);
}

function distinctPairs<S extends string, E extends string>(
  transitions: readonly Transition<S, E>[],
): readonly (readonly [S, S])[] {
  const pairs = new Map<string, readonly [S, S]>();
  for (const { from, to } of transitions) for (const state of from) pairs.set(`${state}/${to}`, [state, to]);
  return [...pairs.values()];
}
