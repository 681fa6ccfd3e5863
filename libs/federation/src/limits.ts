import type { ErrorCode } from '@nuan/errors';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  MaxIntrospectionDepthRule,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

/** What one document may hold. Counts are of the document with every fragment written out where it is spread. */
export interface DocumentLimits {
  /** Deepest nesting of fields; a root field is 1. */
  readonly depth: number;
  /** Most aliased fields. */
  readonly aliases: number;
  /** Most directives. */
  readonly directives: number;
  /** Most fields in all, so that fragments of fragments can't multiply without end. */
  readonly fields: number;
}

/** The limits of every endpoint (design §10.8), above what the saved questions and GraphiQL's own introspection need. */
export const DEFAULT_LIMITS: DocumentLimits = { depth: 12, aliases: 30, directives: 50, fields: 2_000 };

/** Most lexical tokens of a document; read while parsing, before anything is built. */
export const MAX_TOKENS = 5_000;

/** Introspection nests type references far deeper than data; graphql's own rule bounds its lists instead. */
const INTROSPECTION_DEPTH = 25;

interface Measure {
  readonly depth: number;
  readonly introspectionDepth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly fields: number;
}

const NOTHING: Measure = { depth: 0, introspectionDepth: 0, aliases: 0, directives: 0, fields: 0 };

function sum(a: Measure, b: Measure): Measure {
  return {
    depth: Math.max(a.depth, b.depth),
    introspectionDepth: Math.max(a.introspectionDepth, b.introspectionDepth),
    aliases: a.aliases + b.aliases,
    directives: a.directives + b.directives,
    fields: a.fields + b.fields,
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
      const own = { ...NOTHING, directives: node.directives?.length ?? 0 };
      const inner =
        node.kind === Kind.FIELD
          ? this.field(node)
          : node.kind === Kind.INLINE_FRAGMENT
            ? this.measure(node.selectionSet)
            : this.fragment(node.name.value);
      total = sum(sum(total, own), inner);
    }
    return total;
  }

  private field(node: FieldNode): Measure {
    const inner = this.measure(node.selectionSet);
    const depth = inner.depth + 1;
    const isIntrospection = node.name.value.startsWith('__');
    return {
      ...inner,
      depth: isIntrospection ? 1 : depth,
      introspectionDepth: isIntrospection ? depth : inner.introspectionDepth,
      aliases: inner.aliases + (node.alias && node.alias.value !== node.name.value ? 1 : 0),
      fields: inner.fields + 1,
    };
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

/** Validation rules that refuse a document beyond its limits, before anything is executed. */
export function createLimitRules(limits: DocumentLimits = DEFAULT_LIMITS): readonly ValidationRule[] {
  const rule = (context: ValidationContext) => ({
    Document: (document: DocumentNode): void => {
      const meter = new DocumentMeter(document);
      for (const definition of document.definitions) {
        if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
        const measure = meter.measure(definition.selectionSet);
        const report = (what: string, limit: number, code: ErrorCode): void =>
          context.reportError(exceeded(what, limit, code, definition));
        if (measure.depth > limits.depth) report('deep a nesting', limits.depth, 'DEPTH_LIMIT');
        if (measure.introspectionDepth > INTROSPECTION_DEPTH)
          report('deep an introspection', INTROSPECTION_DEPTH, 'DEPTH_LIMIT');
        if (measure.aliases > limits.aliases) report('many aliases', limits.aliases, 'ALIAS_LIMIT');
        if (measure.directives > limits.directives) report('many directives', limits.directives, 'DIRECTIVE_LIMIT');
        if (measure.fields > limits.fields) report('many fields', limits.fields, 'TOKEN_LIMIT');
      }
    },
  });
  return [rule, MaxIntrospectionDepthRule];
}
