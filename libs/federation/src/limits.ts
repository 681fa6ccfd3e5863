import type { ErrorCode } from '@nuan/errors';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  GraphQLError,
  type InlineFragmentNode,
  Kind,
  MaxIntrospectionDepthRule,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
  type ValueNode,
} from 'graphql';

import { knownKindRule } from './known-kinds';
import { loneActRule } from './lone-acts';

/** What one document may hold. Counts are of the document with every fragment written out where it is spread. */
export interface DocumentLimits {
  /** Deepest nesting of fields; a root field is 1. */
  readonly depth: number;
  /** Deepest that selections, fragments and literal values may stand in each other: whoever reads them calls itself for each level. */
  readonly levels: number;
  /** Most aliased fields. */
  readonly aliases: number;
  /** Most directives. */
  readonly directives: number;
  /** Most fields in all, so that fragments of fragments can't multiply without end. */
  readonly fields: number;
  /** Most fragments, spread or inline: a chain of them is walked again wherever it is spread, though it ends in one field. */
  readonly fragments: number;
  /** Most fields that hold fields: a planner looks for a way to each, and the time that it takes grows with their square. */
  readonly objects: number;
}

/** The limits of every endpoint (design §10.8), above what the saved questions and GraphiQL's own introspection need. */
export const DEFAULT_LIMITS: DocumentLimits = {
  depth: 12,
  levels: 40,
  aliases: 30,
  directives: 50,
  fields: 2_000,
  fragments: 2_000,
  objects: 2_000,
};

/** Most lexical tokens of a document; read while parsing, before anything is built. */
export const MAX_TOKENS = 5_000;

/** Introspection nests type references far deeper than data; graphql's own rule bounds its lists instead. */
const INTROSPECTION_DEPTH = 25;

interface Measure {
  readonly depth: number;
  readonly introspectionDepth: number;
  readonly levels: number;
  readonly aliases: number;
  readonly directives: number;
  readonly fields: number;
  readonly fragments: number;
  readonly objects: number;
}

const NOTHING: Measure = {
  depth: 0,
  introspectionDepth: 0,
  levels: 0,
  aliases: 0,
  directives: 0,
  fields: 0,
  fragments: 0,
  objects: 0,
};

function sum(a: Measure, b: Measure): Measure {
  return {
    depth: Math.max(a.depth, b.depth),
    introspectionDepth: Math.max(a.introspectionDepth, b.introspectionDepth),
    levels: Math.max(a.levels, b.levels),
    aliases: a.aliases + b.aliases,
    directives: a.directives + b.directives,
    fields: a.fields + b.fields,
    fragments: a.fragments + b.fragments,
    objects: a.objects + b.objects,
  };
}

/** Measures selections with each fragment measured once, so that a hostile document costs no more than its own length. */
class DocumentMeter {
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  private readonly measured = new Map<string, Measure | 'open'>();

  constructor(document: DocumentNode) {
    const definitions = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
    this.fragments = new Map(definitions.map((node) => [node.name.value, node]));
  }

  measure(selectionSet: SelectionSetNode | undefined): Measure {
    let total = NOTHING;
    for (const node of selectionSet?.selections ?? []) {
      const own = { ...NOTHING, directives: node.directives?.length ?? 0, levels: levelsOfValues(node) };
      const inner = node.kind === Kind.FIELD ? this.field(node) : this.spread(node);
      total = sum(sum(total, own), inner);
    }
    return total;
  }

  /** An operation: its selections, and the values that its variables have by default. */
  operation({ selectionSet, variableDefinitions = [] }: OperationDefinitionNode): Measure {
    const measure = this.measure(selectionSet);
    const defaults = variableDefinitions.map(({ defaultValue }) => levelsOf(defaultValue));
    return { ...measure, levels: Math.max(measure.levels + 1, ...defaults) };
  }

  private field(node: FieldNode): Measure {
    const inner = this.measure(node.selectionSet);
    const depth = inner.depth + 1;
    const isIntrospection = node.name.value.startsWith('__');
    const holds = node.selectionSet ? 1 : 0;
    return {
      ...inner,
      levels: inner.levels + holds,
      depth: isIntrospection ? 1 : depth,
      introspectionDepth: isIntrospection ? depth : inner.introspectionDepth,
      aliases: inner.aliases + (node.alias && node.alias.value !== node.name.value ? 1 : 0),
      fields: inner.fields + 1,
      objects: inner.objects + holds,
    };
  }

  private spread(node: FragmentSpreadNode | InlineFragmentNode): Measure {
    const inner = node.kind === Kind.INLINE_FRAGMENT ? this.measure(node.selectionSet) : this.fragment(node.name.value);
    return { ...inner, levels: inner.levels + 1, fragments: inner.fragments + 1 };
  }

  private fragment(name: string): Measure {
    const known = this.measured.get(name);
    if (known === 'open') return NOTHING; // a cycle, which NoFragmentCycles reports
    if (known) return known;
    this.measured.set(name, 'open');
    const measure = this.measure(this.fragments.get(name)?.selectionSet);
    this.measured.set(name, measure);
    return measure;
  }
}

/** How deep the literal values of a selection's arguments and directives nest. */
function levelsOfValues(node: SelectionNode): number {
  const values = [...((node.kind === Kind.FIELD && node.arguments) || [])];
  for (const directive of node.directives ?? []) values.push(...(directive.arguments ?? []));
  return Math.max(0, ...values.map(({ value }) => levelsOf(value)));
}

/** How deep lists and objects nest in a literal value; at most as deep as brackets may. */
function levelsOf(value: ValueNode | undefined): number {
  if (value?.kind === Kind.LIST) return 1 + Math.max(0, ...value.values.map(levelsOf));
  if (value?.kind === Kind.OBJECT) return 1 + Math.max(0, ...value.fields.map((field) => levelsOf(field.value)));
  return 0;
}

function exceeded(
  what: string,
  limit: number,
  limitCode: ErrorCode,
  nodes: DocumentNode['definitions'][number],
): GraphQLError {
  return new GraphQLError(`The operation has too ${what}: at most ${limit} allowed.`, {
    nodes,
    extensions: { code: limitCode, limit, limitCode },
  });
}

/** Validation rules that refuse a document beyond its limits, or of a kind that the schema has not, before anything is executed. */
export function createLimitRules(limits: DocumentLimits = DEFAULT_LIMITS): readonly ValidationRule[] {
  const rule = (context: ValidationContext) => ({
    Document: (document: DocumentNode): void => {
      const meter = new DocumentMeter(document);
      for (const definition of document.definitions) {
        if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
        const measure = meter.operation(definition);
        const report = (what: string, limit: number, code: ErrorCode): void =>
          context.reportError(exceeded(what, limit, code, definition));
        if (measure.depth > limits.depth) report('deep a nesting', limits.depth, 'DEPTH_LIMIT');
        else if (measure.levels > limits.levels) report('deep a nesting of brackets', limits.levels, 'DEPTH_LIMIT');
        if (measure.introspectionDepth > INTROSPECTION_DEPTH)
          report('deep an introspection', INTROSPECTION_DEPTH, 'DEPTH_LIMIT');
        if (measure.aliases > limits.aliases) report('many aliases', limits.aliases, 'ALIAS_LIMIT');
        if (measure.directives > limits.directives) report('many directives', limits.directives, 'DIRECTIVE_LIMIT');
        if (measure.fields > limits.fields) report('many fields', limits.fields, 'TOKEN_LIMIT');
        if (measure.fragments > limits.fragments) report('many fragments', limits.fragments, 'EXPANSION_LIMIT');
        if (measure.objects > limits.objects) report('many objects', limits.objects, 'EXPANSION_LIMIT');
      }
    },
  });
  return [rule, loneActRule, knownKindRule, MaxIntrospectionDepthRule];
}
