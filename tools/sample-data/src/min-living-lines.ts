/** Monthly minimum-living line of a city from a day on; synthetic, of the size such lines had. */
export interface MinLivingLine {
  /** Prefecture code; its counties have the same line. */
  readonly regionCode: string;
  readonly validFrom: string;
  /** The day before the next line starts, null for the last. */
  readonly validTo: string | null;
  readonly amountYuan: number;
}
