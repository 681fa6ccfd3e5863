import { randomUUID } from 'node:crypto';

import { signGatewayCall, SIGNATURE_HEADER, type Viewer } from '@nuan/auth';
import type { Answer, Asker, Refused, TestTokens } from '@nuan/testing';

import { GATEWAY_SECRET } from '../testkit/sample-supergraph';

interface WireAnswer {
  readonly data?: Answer['data'];
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: Refused['path'];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

/** Asks a running subgraph over HTTP, as our gateway does: with the viewer's own token, and a signature over the call. */
export class HttpAsker implements Asker {
  private readonly issued = new Map<string, Promise<string>>();

  constructor(
    private readonly url: string,
    /** Whom the calls are signed for. */
    private readonly subgraph: string,
    private readonly tokens: TestTokens,
  ) {}

  async ask(viewer: Viewer, query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
    return this.post({ query, variables }, `Bearer ${await this.tokenOf(viewer)}`);
  }

  /** The same call without a token. */
  askAnonymously(query: string): Promise<Answer> {
    return this.post({ query }, null);
  }

  private tokenOf({ role, readPrefixes, readUnions, scopes, department }: Viewer): Promise<string> {
    const region = (readPrefixes[0] ?? '').padEnd(6, '0');
    const name = `${role}|${region}|${scopes.length}|${readUnions?.join() ?? ''}`;
    let token = this.issued.get(name);
    if (!token) {
      token = this.tokens.issue({
        ...{ role, region, scopes },
        ...(department && { department }),
        ...(readUnions && { unions: readUnions }),
      });
      this.issued.set(name, token);
    }
    return token;
  }

  private async post(content: object, authorization: string | null): Promise<Answer> {
    const body = JSON.stringify(content);
    const requestId = randomUUID();
    const response = await fetch(this.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-request-id': requestId,
        [SIGNATURE_HEADER]: signGatewayCall(GATEWAY_SECRET, { subgraph: this.subgraph, requestId, body }),
        ...(authorization && { authorization }),
      },
      body,
    });
    const { data = null, errors = [] } = (await response.json()) as WireAnswer;
    return { data, refusals: errors.map(refused) };
  }
}

function refused({ message, path = [], extensions }: NonNullable<WireAnswer['errors']>[number]): Refused {
  const { code, requestId: _requestId, ...details } = extensions;
  return { code: String(code), message, path, details };
}
