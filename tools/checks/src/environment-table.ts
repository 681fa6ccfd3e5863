const VARIABLE = /\bNUAN_[A-Z][A-Z_]*[A-Z]\b/g;

/** Environment variables that the sources name but the README's table does not, and the other way round. */
export function undocumentedVariables(
  sources: readonly string[],
  readme: string,
): { missing: string[]; stale: string[] } {
  const used = new Set(sources.flatMap((source) => source.match(VARIABLE) ?? []));
  const documented = new Set([...readme.matchAll(/^\| `(NUAN_[A-Z_<>]+)`/gm)].map((match) => match[1] ?? ''));
  return {
    missing: [...used].filter((name) => !isDocumented(name, documented)).sort(),
    stale: [...documented].filter((name) => !name.includes('<') && !used.has(name)).sort(),
  };
}

/** A row such as `NUAN_<NAME>_DATABASE_URL` stands for one variable per subgraph. */
function isDocumented(name: string, documented: ReadonlySet<string>): boolean {
  if (documented.has(name)) return true;
  return [...documented].some(
    (row) => row.includes('<NAME>') && new RegExp(`^${row.replace('<NAME>', '[A-Z]+')}$`).test(name),
  );
}
