import { explorerPlugin } from '@graphiql/plugin-explorer';
import { GraphiQL } from 'graphiql';
import { useMemo, useRef, useState } from 'react';

import type { Example } from './examples';
import { examplesPanel } from './examples.panel';
import { createFetcher, type RequestFacts } from './graph.fetcher';
import { PlanPanel } from './plan.panel';
import { factsOf, keepToken, readToken } from './session-token';
import { TokenField } from './token-field';

interface ExplorerPageProps {
  readonly examples: readonly Example[];
}

const EMPTY = '# Choose a saved question at the left, or write your own.\n';

/** The page: the bar with the token and the plan switch, GraphiQL with its panels, and the plan below when it is asked for. */
export function ExplorerPage({ examples }: ExplorerPageProps) {
  const [token, setToken] = useState(readToken);
  const [wantsPlan, setWantsPlan] = useState(false);
  const [facts, setFacts] = useState<RequestFacts | null>(null);
  const now = useRef({ token, wantsPlan });
  now.current = { token, wantsPlan };
  const fetcher = useMemo(
    () => createFetcher({ token: () => now.current.token, wantsPlan: () => now.current.wantsPlan, onAnswer: setFacts }),
    [],
  );
  const panel = useMemo(() => (examples.length > 0 ? examplesPanel(examples) : null), [examples]);
  const plugins = useMemo(() => [...(panel ? [panel] : []), explorerPlugin()], [panel]);
  const useToken = (next: string): void => {
    keepToken(next);
    setToken(next);
  };
  return (
    <div className="nuan-page">
      <header className="nuan-bar">
        <h1>
          <span>暖</span> Nuan
        </h1>
        <TokenField token={token} onToken={useToken} />
        <label className="nuan-switch">
          <input type="checkbox" checked={wantsPlan} onChange={(event) => setWantsPlan(event.target.checked)} />
          Query plan
        </label>
      </header>
      {factsOf(token) ? (
        // Another token may see another schema: GraphiQL starts anew with it, and keeps its tabs.
        <GraphiQL
          key={token}
          fetcher={fetcher}
          plugins={plugins}
          visiblePlugin={panel ?? undefined}
          defaultQuery={EMPTY}
          defaultEditorToolsVisibility="variables"
          isHeadersEditorEnabled={false}
          shouldPersistHeaders={false}
          showPersistHeadersSettings={false}
        >
          <GraphiQL.Logo>{null}</GraphiQL.Logo>
        </GraphiQL>
      ) : (
        <Welcome />
      )}
      {wantsPlan && factsOf(token) && <PlanPanel facts={facts} />}
    </div>
  );
}

function Welcome() {
  return (
    <main className="nuan-welcome">
      <h2>Paste an access token to begin</h2>
      <p>
        Nothing is answered without one, the schema included. It stays in this tab and is forgotten when the tab closes.
      </p>
      <p>For the all-in-one, print one in the directory of the project:</p>
      <pre>npm run -s token -- province</pre>
      <p lang="zh">没有访问令牌不提供任何数据。令牌只保存在本标签页中，关闭即清除。</p>
    </main>
  );
}
