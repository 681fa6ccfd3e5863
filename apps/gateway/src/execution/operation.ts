import type { PlanNode, QueryPlan } from '@graphql-hive/router-query-planner';
import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  print,
  visit,
} from 'graphql';

import { type Completer, type Completed, compileCompletion, conditionApplies, unexplained } from './completion';
import { errorsOfDeadFetch } from './dead-fetch';
import type { SelectionScope } from './field-collection';
import { splitDocument } from './introspection';
import { isJsonObject, type JsonObject } from './json';
import { compileStep, type Execution, type PlanTools, type Step } from './plan-steps';
import { INTERNAL_MESSAGE, type PublicError, toGraphQLError } from './public-error';
import type { GraphRequest } from './subgraph-call';

/** How the planner is asked: a printed operation in, a plan out. */
export type Plan = (query: string, operationName: string | null) => Promise<QueryPlan>;

/** Completers differ by the values of the variables in `@skip` and `@include` alone; so many combinations are kept. */
const MAX_COMPLETERS = 16;

/** One operation of one document, planned and compiled, ready to run for any request and any variables. */
export class PreparedOperation {
  private readonly completers = new Map<string, Completer>();
  private readonly conditionVariables: readonly string[];
  private readonly fragments: SelectionScope['fragments'];

  private constructor(
    private readonly schema: GraphQLSchema,
    private readonly operation: OperationDefinitionNode,
    private readonly introspection: DocumentNode | null,
    private readonly step: Step | null,
    /** What the planner decided; null when the schema alone answers. */
    readonly plan: QueryPlan | null,
    document: DocumentNode,
  ) {
    this.conditionVariables = conditionVariablesOf(document);
    this.fragments = new Map(
      document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
      ),
    );
  }

  /** Plans and compiles. @throws GraphQLError when the document holds no such operation; whatever the planner throws. */
  static async prepare(
    schema: GraphQLSchema,
    document: DocumentNode,
    operationName: string | undefined,
    plan: Plan,
    tools: PlanTools,
  ): Promise<PreparedOperation> {
    const operation = getOperationAST(document, operationName);
    if (!operation) {
      const message = operationName ? `Unknown operation "${operationName}".` : 'Name the operation to run.';
      throw new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } });
    }
    const split = splitDocument(document, operation);
    const queryPlan = split.data ? await plan(print(split.data), operation.name?.value ?? null) : null;
    const root: PlanNode | undefined = queryPlan?.node;
    const step = root ? compileStep(root, tools) : null;
    return new PreparedOperation(schema, operation, split.introspection, step, queryPlan, document);
  }

  /** Runs the operation once. Resolves to data and errors; rejects only when the program itself is at fault. */
  async run(rawVariables: { readonly [name: string]: unknown }, request: GraphRequest): Promise<ExecutionResult> {
    const coerced = getVariableValues(this.schema, this.operation.variableDefinitions ?? [], rawVariables);
    if (coerced.errors) return { errors: coerced.errors.map(variableError) };
    const execution: Execution = {
      data: {},
      variables: coerced.coerced,
      isMutation: this.operation.operation === 'mutation',
      request,
      errors: [],
      deadFetches: [],
    };
    await this.step?.(execution);
    if (this.introspection) await this.introspect(this.introspection, execution);
    const completed = this.complete(execution);
    const errors = [...execution.errors, ...this.missing(execution)];
    // Broken promises that no error accounts for: a subgraph left out a field that its schema calls non-null.
    const broken = unexplained(completed.violations, errors);
    errors.push(...broken.map(({ path }) => ({ code: 'INTERNAL', message: INTERNAL_MESSAGE, path })));
    if (errors.length === 0) return { data: completed.data };
    return { data: completed.data, errors: errors.map(toGraphQLError) };
  }

  private async introspect(document: DocumentNode, execution: Execution): Promise<void> {
    const { schema } = this;
    const result = await execute({ schema, document, variableValues: execution.variables });
    Object.assign(execution.data, result.data ?? {});
    for (const error of result.errors ?? []) {
      execution.errors.push({ code: 'GRAPHQL_VALIDATION_FAILED', message: error.message, path: error.path });
    }
  }

  private missing(execution: Execution): PublicError[] {
    const applies = conditionApplies(this.schema);
    return execution.deadFetches.flatMap((fetch) =>
      errorsOfDeadFetch(fetch, this.schema, applies, execution.variables),
    );
  }

  private complete(execution: Execution): Completed {
    const key = this.conditionVariables.map((name) => String(execution.variables[name])).join();
    let completer = this.completers.get(key);
    if (!completer) {
      completer = this.compile(execution.variables);
      if (this.completers.size < MAX_COMPLETERS) this.completers.set(key, completer);
    }
    return completer(execution.data);
  }

  private compile(variables: SelectionScope['variables']): Completer {
    const rootType = this.schema.getRootType(this.operation.operation);
    if (!rootType) return () => ({ data: null, violations: [] });
    const scope: SelectionScope = { fragments: this.fragments, variables, applies: conditionApplies(this.schema) };
    return compileCompletion(this.schema, rootType, this.operation.selectionSet, scope);
  }
}

/**
 * Completes an answer that another executor made, against the public schema: nothing unselected, no null where the schema
 * promises a value.
 */
export function completeResult(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: { readonly [name: string]: unknown },
  data: unknown,
): Completed {
  const rootType = schema.getRootType(operation.operation);
  if (!rootType || typeof data !== 'object' || data === null) return { data: null, violations: [] };
  const fragments: SelectionScope['fragments'] = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  const scope: SelectionScope = { fragments, variables, applies: conditionApplies(schema) };
  const json = data as JsonObject;
  return compileCompletion(schema, rootType, operation.selectionSet, scope)(isJsonObject(json) ? json : {});
}

function variableError(error: GraphQLError): GraphQLError {
  return new GraphQLError(error.message, {
    nodes: error.nodes,
    extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
  });
}

function conditionVariablesOf(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: (directive) => {
      if (directive.name.value !== 'skip' && directive.name.value !== 'include') return;
      for (const argument of directive.arguments ?? []) {
        if (argument.value.kind === Kind.VARIABLE) names.add(argument.value.name.value);
      }
    },
  });
  return [...names];
}
