/** A node of a query plan, as the gateway sends it in `extensions.queryPlan`. */
export interface PlanNode {
  readonly kind: string;
  readonly nodes?: readonly PlanNode[];
  readonly node?: PlanNode;
  readonly path?: readonly unknown[];
  readonly serviceName?: string;
  readonly operation?: string;
  readonly condition?: string;
  readonly ifClause?: PlanNode;
  readonly elseClause?: PlanNode;
}

/** A line of a plan's outline. */
export interface PlanLine {
  readonly depth: number;
  readonly kind: string;
  /** The subgraph that is asked, for fetches. */
  readonly service: string | null;
  readonly text: string;
}

/** The plan as an outline, top down: what runs in parallel, what waits for what, who is asked. */
export function outlineOf(node: PlanNode | undefined, depth = 0): PlanLine[] {
  if (!node) return [];
  const line: PlanLine = { depth, kind: node.kind, service: node.serviceName ?? null, text: textOf(node) };
  const children = [...(node.nodes ?? []), node.node, node.ifClause, node.elseClause];
  return [line, ...children.flatMap((child) => outlineOf(child, depth + 1))];
}

function textOf(node: PlanNode): string {
  if (node.operation) return node.operation;
  if (node.condition) return `if $${node.condition}`;
  return (node.path ?? []).map(stepText).join('.');
}

function stepText(step: unknown): string {
  if (typeof step === 'string') return step;
  const { Field, TypeCondition } = step as { Field?: string; TypeCondition?: readonly string[] };
  return Field ?? `…${(TypeCondition ?? []).join('|')}`;
}
