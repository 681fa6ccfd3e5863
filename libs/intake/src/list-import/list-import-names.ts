/** What a bulk import (批量导入) is called in the graph and in its sentences. */
export interface ListImportNames {
  /** GraphQL type of an import; inputs, results and fields are named after it. */
  readonly type: `${string}Import`;
  /** What its rows become, in English and plural. */
  readonly things: string;
  /** The same in Chinese. */
  readonly chinese: string;
}

/** The GraphQL field of one import: its type, beginning small. */
export function fieldOf({ type }: ListImportNames): string {
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
}
