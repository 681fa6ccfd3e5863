/** Most that a file may hold. Each bound is there because memory or time would otherwise follow the sender's wish. */
export interface TableLimits {
  /** Bytes of the file as it was sent. */
  readonly maxBytes: number;
  /** Rows below the header. */
  readonly maxRows: number;
  readonly maxColumns: number;
  readonly maxCellCharacters: number;
  /** Bytes of all parts of a workbook once inflated. */
  readonly maxInflatedBytes: number;
  /** Bytes of a workbook's shared texts, the one part that is kept in memory. */
  readonly maxSharedTextBytes: number;
  /** Inflated bytes per packed byte of a part; ordinary sheets stay below 60, deflate can reach 1,032. */
  readonly maxRatio: number;
}

/** Bounds for what offices send: a county's register with room to spare. */
export const TABLE_LIMITS: TableLimits = {
  maxBytes: 48 * 1024 * 1024,
  maxRows: 200_000,
  maxColumns: 120,
  maxCellCharacters: 2_000,
  maxInflatedBytes: 400 * 1024 * 1024,
  maxSharedTextBytes: 48 * 1024 * 1024,
  maxRatio: 250,
};
