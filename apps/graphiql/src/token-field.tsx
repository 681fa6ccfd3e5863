import { useState } from 'react';

import { bareToken, factsOf } from './session-token';

interface TokenFieldProps {
  readonly token: string;
  readonly onToken: (token: string) => void;
}

/** The field for the access token, with what the token says of its bearer. */
export function TokenField({ token, onToken }: TokenFieldProps) {
  const [isShown, setShown] = useState(false);
  const facts = factsOf(token);
  return (
    <div className="nuan-token">
      <label htmlFor="nuan-token">Token</label>
      <input
        id="nuan-token"
        type={isShown ? 'text' : 'password'}
        autoComplete="off"
        spellCheck={false}
        placeholder="paste an access token"
        value={token}
        onChange={(event) => onToken(bareToken(event.target.value))}
      />
      <button type="button" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
        {isShown ? 'hide' : 'show'}
      </button>
      <span className={facts ? 'nuan-bearer' : 'nuan-bearer nuan-bearer-none'} role="status">
        {bearerText(token, facts)}
      </span>
    </div>
  );
}

function bearerText(token: string, facts: ReturnType<typeof factsOf>): string {
  if (token === '') return 'no token';
  if (!facts) return 'not a token';
  if (facts.expiresAt && facts.expiresAt < new Date()) return `${facts.role} · expired`;
  return [facts.role, ...facts.regions].join(' · ');
}
