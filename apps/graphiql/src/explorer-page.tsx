import { explorerPlugin } from '@graphiql/plugin-explorer';
import { GraphiQL } from 'graphiql';
import { useEffect, useMemo, useRef, useState } from 'react';

import { AccessNotice } from './access-notice';
import { type Example, loadExamples } from './examples';
import { examplesPanel } from './examples.panel';
import { createFetcher, type RequestFacts } from './graph.fetcher';
import { PlanPanel } from './plan.panel';
import { askForSchema, type SchemaAccess } from './schema-access';
import { factsOf, keepToken, readToken } from './session-token';
import { TokenField } from './token-field';

const EMPTY = '# Choose a saved question at the left, or write your own.\n';

/** What the server gave the bearer of a token. */
interface Given {
  readonly token: string;
  readonly access: SchemaAccess;
  readonly examples: readonly Example[];
}

/** The page: the bar with the token and the plan switch, what the token's role is given, and the plan below when it is asked for. */
export function ExplorerPage() {
  const [token, setToken] = useState(readToken);
  const [wantsPlan, setWantsPlan] = useState(false);
  const [facts, setFacts] = useState<RequestFacts | null>(null);
  const given = useGiven(token);
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
      {factsOf(token) === null ? (
        <Welcome />
      ) : (
        // Another token may see another schema: GraphiQL starts anew with it, and keeps its tabs.
        given && <Workbench key={token} given={given} wantsPlan={wantsPlan} onAnswer={setFacts} />
      )}
      {wantsPlan && factsOf(token) && <PlanPanel facts={facts} />}
    </div>
  );
}

/** Asks what a token is given, each time that it is another; null until that is known. */
function useGiven(token: string): Given | null {
  const [given, setGiven] = useState<Given | null>(null);
  useEffect(() => {
    if (factsOf(token) === null) return;
    let isLate = false;
    const unknown = { kind: 'unknown' } as const;
    void Promise.all([askForSchema(token).catch(() => unknown), loadExamples(token).catch(() => [])]).then(
      ([access, examples]) => {
        if (!isLate) setGiven({ token, access, examples });
      },
    );
    return () => {
      isLate = true;
    };
  }, [token]);
  return given?.token === token ? given : null;
}

interface WorkbenchProps {
  readonly given: Given;
  readonly wantsPlan: boolean;
  readonly onAnswer: (facts: RequestFacts) => void;
}

/** GraphiQL with what the token's role is given: with the schema its documentation and explorer, without it a notice in their place. */
function Workbench({ given: { token, access, examples }, wantsPlan, onAnswer }: WorkbenchProps) {
  const now = useRef({ wantsPlan });
  now.current = { wantsPlan };
  const fetcher = useMemo(
    () => createFetcher({ token: () => token, wantsPlan: () => now.current.wantsPlan, onAnswer }),
    [token, onAnswer],
  );
  const panel = useMemo(() => (examples.length > 0 ? examplesPanel(examples) : null), [examples]);
  const isShown = access.kind === 'shown';
  const plugins = useMemo(() => [...(panel ? [panel] : []), ...(isShown ? [explorerPlugin()] : [])], [panel, isShown]);
  if (!isShown && access.kind !== 'withheld') return <AccessNotice kind={access.kind} />;
  return (
    <div className="nuan-workbench">
      {!isShown && <AccessNotice kind="withheld" />}
      <GraphiQL
        fetcher={fetcher}
        schema={isShown ? access.schema : null}
        plugins={plugins}
        {...(isShown ? {} : { referencePlugin: null })}
        visiblePlugin={panel ?? undefined}
        defaultQuery={EMPTY}
        defaultEditorToolsVisibility="variables"
        isHeadersEditorEnabled={false}
        shouldPersistHeaders={false}
        showPersistHeadersSettings={false}
      >
        <GraphiQL.Logo>{null}</GraphiQL.Logo>
      </GraphiQL>
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
