import { type GraphiQLPlugin, useGraphiQL, useGraphiQLActions } from '@graphiql/react';

import { type Example, titleOf } from './examples';

function ExamplesIcon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round">
      <path d="M6 4h12v16l-6-4-6 4z" strokeLinejoin="round" />
      <path d="M9.5 8.5h5M9.5 11.5h5" />
    </svg>
  );
}

interface RowProps {
  readonly example: Example;
  readonly onOpen: (example: Example) => void;
  readonly onRun: (example: Example) => void;
}

function ExampleRow({ example, onOpen, onRun }: RowProps) {
  const { number, title } = titleOf(example.name);
  return (
    <li className="nuan-example" data-example={example.name}>
      <button type="button" className="nuan-example-open" onClick={() => onOpen(example)}>
        <span className="nuan-example-number">{number}</span>
        <span>
          <strong>{title}</strong>
          <small>{example.question}</small>
        </span>
      </button>
      <button
        type="button"
        className="nuan-example-run"
        aria-label={`Run ${title}`}
        title="Open and run"
        onClick={() => onRun(example)}
      >
        ▶
      </button>
    </li>
  );
}

/** Whether an editor holds nothing that would be lost: blank lines and comments. */
function isUntouched(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(#|$)/.test(line));
}

/** The side panel with the saved questions: a click opens one in a tab of its own, the arrow runs it at once. */
export function examplesPanel(examples: readonly Example[]): GraphiQLPlugin {
  function ExamplesPanel() {
    const { queryEditor, variableEditor } = useGraphiQL(({ queryEditor, variableEditor }) => ({
      queryEditor,
      variableEditor,
    }));
    const { addTab, run } = useGraphiQLActions();
    const open = ({ query, variables }: Example): void => {
      const current = queryEditor?.getValue() ?? '';
      if (!isUntouched(current) && current.trim() !== query.trim()) addTab();
      queryEditor?.setValue(query);
      variableEditor?.setValue(JSON.stringify(variables, null, 2));
    };
    const openAndRun = (example: Example): void => {
      open(example);
      // The editors tell the store what they hold in the same turn; running waits for the next.
      setTimeout(() => run(), 0);
    };
    return (
      <section className="nuan-examples" aria-label="Saved questions">
        <header>
          <h2>Saved questions</h2>
          <p>One request each, across the five domains. A click opens a question; ▶ runs it.</p>
        </header>
        <ol>
          {examples.map((example) => (
            <ExampleRow key={example.name} example={example} onOpen={open} onRun={openAndRun} />
          ))}
        </ol>
      </section>
    );
  }
  return { title: 'Saved questions', icon: ExamplesIcon, content: ExamplesPanel };
}
