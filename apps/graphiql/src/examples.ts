/** A saved question, as the serving program offers it. */
export interface Example {
  readonly name: string;
  readonly question: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The saved questions that the bearer of a token may run here: a subgraph has none. */
export async function loadExamples(token: string): Promise<readonly Example[]> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(new URL('examples.json', document.baseURI), { headers });
  if (!response.ok) return [];
  const { examples } = (await response.json()) as { examples?: readonly Example[] };
  return examples ?? [];
}

/** The number and the short title of an example's name: "q01-city-board" is "01" and "City board". */
export function titleOf(name: string): { readonly number: string; readonly title: string } {
  const [, number = '', words = name] = /^q?(\d+)-(.+)$/.exec(name) ?? [];
  const title = words.replaceAll('-', ' ');
  return { number, title: title.charAt(0).toUpperCase() + title.slice(1) };
}
