/** One locked package: where it lies and what it declares. */
export interface LockedPackage {
  readonly path: string;
  readonly licence: string | undefined;
}

/** Licences whose terms forbid offering the software as a service, or that nobody has read. */
const REFUSED = /elastic|sspl|server side public|busl|business source|commons clause|unlicensed/i;

/** Packages that may not be shipped, as `path: licence`. A missing licence is refused too: nobody granted us anything. */
export function refusedLicences(packages: readonly LockedPackage[]): string[] {
  return packages
    .filter(({ path, licence }) => path !== '' && (licence === undefined || REFUSED.test(licence)))
    .map(({ path, licence }) => `${path}: ${licence ?? 'no licence'}`);
}

/** Places of a package that must exist once, such as `graphql`, whose types don't match across copies. */
export function copiesOf(name: string, packages: readonly LockedPackage[]): string[] {
  return packages
    .map(({ path }) => path)
    .filter((path) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`));
}
