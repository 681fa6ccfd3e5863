import { type Viewer } from '@nuan/auth';
import { FaultError } from '@nuan/errors';
import { asViewer } from '@nuan/facts';
import { createContext, GATEWAY_CALLER, wireError } from '@nuan/federation';
import type { Clock } from '@nuan/kernel';
import { execute, type ExecutionResult, type GraphQLSchema, parse, validate } from 'graphql';

/** An error as the wire shows it, with its place. */
export interface Refused {
  readonly code: string;
  readonly message: string;
  readonly path: readonly (string | number)[];
  readonly details: Readonly<Record<string, unknown>>;
}

/** What came of an operation. */
export interface Answer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly refusals: readonly Refused[];
}

/** Asks documents of one schema as any viewer: in the process or over HTTP. */
export interface Asker {
  ask(viewer: Viewer, source: string, variables?: Readonly<Record<string, unknown>>): Promise<Answer>;
}

/** Asks in the process, behind the wall of the viewer's regions; each document is parsed and validated once. */
export class SchemaAsker implements Asker {
  private readonly documents = new Map<string, ReturnType<typeof parse>>();

  constructor(
    readonly schema: GraphQLSchema,
    private readonly clock: Clock,
  ) {}

  async ask(viewer: Viewer, source: string, variableValues: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
    let document = this.documents.get(source);
    if (!document) {
      document = parse(source);
      const [problem] = validate(this.schema, document);
      if (problem) throw new FaultError(`${problem.message} in ${source}`);
      this.documents.set(source, document);
    }
    const contextValue = createContext(viewer, 'access-matrix', this.clock, GATEWAY_CALLER);
    const wanted = document;
    const result = await asViewer(viewer, async () =>
      execute({ schema: this.schema, document: wanted, contextValue, variableValues }),
    );
    return { data: (result.data ?? null) as Answer['data'], refusals: refusalsOf(result) };
  }
}

function refusalsOf(result: ExecutionResult): readonly Refused[] {
  return (result.errors ?? []).map((error) => {
    const { code, message, details, isFault } = wireError(error, error.toJSON());
    return { code, message: isFault ? error.message : message, details, path: error.path ?? [] };
  });
}
