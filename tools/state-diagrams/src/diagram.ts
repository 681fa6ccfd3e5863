/** A state machine as a subgraph's program prints it. */
export interface PrintedMachine {
  /** GraphQL type whose states these are. */
  readonly name: string;
  readonly title: string;
  readonly states: readonly string[];
  readonly initial: string;
  /** Further states in which one may begin. */
  readonly alsoBegins?: readonly string[];
  readonly transitions: readonly {
    readonly event: string;
    readonly from: readonly string[];
    readonly to: string;
    readonly title: string;
  }[];
}

const STYLE = `  graph [rankdir=TB, bgcolor="white", pad=0.3, nodesep=0.45, ranksep=0.55];
  node [shape=box, style="rounded,filled", fillcolor="#eef4fb", color="#3a6ea5", fontname="Helvetica,Arial,sans-serif", fontsize=12, margin="0.18,0.09"];
  edge [color="#5b6570", fontname="Helvetica,Arial,sans-serif", fontsize=10, fontcolor="#333a42", arrowsize=0.7];`;

/** The machine in Graphviz's language: one arrow per pair of states with the events that take it; ends are marked. */
export function dotOf(machine: PrintedMachine): string {
  const arrows = new Map<string, string[]>();
  for (const { event, from, to } of machine.transitions)
    for (const state of from) {
      const key = `"${state}" -> "${to}"`;
      arrows.set(key, [...(arrows.get(key) ?? []), event]);
    }
  const leaves = new Set(machine.transitions.flatMap(({ from }) => from));
  const nodes = machine.states.map(
    (state) => `  "${state}"${leaves.has(state) ? '' : ' [fillcolor="#e9ecef", color="#6c757d"]'};`,
  );
  const edges = [...arrows].map(([arrow, events]) => `  ${arrow} [label="${events.join('\\n')}"];`);
  return [
    `digraph "${machine.name}" {`,
    STYLE,
    '  start [shape=circle, label="", width=0.16, fixedsize=true, fillcolor="#3a6ea5"];',
    ...nodes,
    ...[machine.initial, ...(machine.alsoBegins ?? [])].map((state) => `  start -> "${state}";`),
    ...edges,
    '}',
    '',
  ].join('\n');
}

/** 'AidPlan' → 'aid-plan', the name of its files. */
export function fileNameOf({ name }: PrintedMachine): string {
  return name.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
}
