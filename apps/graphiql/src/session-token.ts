const KEY = 'nuan.token';

/** The token lives in this tab's session alone: closing the tab forgets it, and no other page can read it. */
export function readToken(): string {
  return sessionStorage.getItem(KEY) ?? '';
}

/** Keeps the token for this tab's session; an empty one is forgotten. */
export function keepToken(token: string): void {
  if (token === '') sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, token);
}

/** The bare token of what was pasted: with or without "Bearer", quotes or line breaks around it. */
export function bareToken(text: string): string {
  return text.replace(/^\s*["']?(?:authorization:\s*)?(?:bearer\s+)?/i, '').replace(/["'\s]+/g, '');
}

/** What a token says of its bearer, read without verifying it: for display only, the server decides. */
export interface TokenFacts {
  readonly role: string;
  readonly regions: readonly string[];
  readonly expiresAt: Date | null;
}

/** The facts of a token; null when it isn't one. */
export function factsOf(token: string): TokenFacts | null {
  const payload = token.split('.')[1];
  if (!payload) return null;
  try {
    const claims = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as Record<string, unknown>;
    const { role, read, exp } = claims;
    return {
      role: typeof role === 'string' ? role : '?',
      regions: Array.isArray(read) ? read.filter((code) => typeof code === 'string') : [],
      expiresAt: typeof exp === 'number' ? new Date(exp * 1000) : null,
    };
  } catch {
    return null;
  }
}
