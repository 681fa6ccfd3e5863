import { buildSchema, findBreakingChanges } from 'graphql';

/**
 * The breaking changes from one public schema to the next that the changelog doesn't name, each as the sentence that the
 * changelog must hold to make it deliberate.
 */
export function undeclaredBreakingChanges(before: string, after: string, changelog: string): string[] {
  const options = { assumeValidSDL: true };
  const changes = findBreakingChanges(buildSchema(before, options), buildSchema(after, options));
  return changes.map(({ description }) => description).filter((description) => !changelog.includes(description));
}
