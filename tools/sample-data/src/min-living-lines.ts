import { CITY_PROFILES } from './city-profiles';

/** Monthly minimum-living line (低保线) of a city from a day on; synthetic, of the size such lines had. */
export interface MinLivingLine {
  /** Prefecture code; its counties have the same line. */
  readonly regionCode: string;
  readonly validFrom: string;
  /** The last day of it, null for the last line. */
  readonly validTo: string | null;
  readonly amountYuan: number;
}

const YEARS = [2011, 2012, 2013, 2014, 2015, 2016];

/** What a city's line of 2016 was in an earlier year: about 7 % less a year, in whole yuan. */
function amountIn(year: number, lineYuan: number): number {
  return Math.round(lineYuan / 1.07 ** (2016 - year));
}

/** The lines of every city; each year's starts on 1 July. */
export function buildMinLivingLines(): MinLivingLine[] {
  return CITY_PROFILES.flatMap((city) =>
    YEARS.map((year) => ({
      regionCode: city.code,
      validFrom: `${String(year)}-07-01`,
      validTo: year === 2016 ? null : `${String(year + 1)}-06-30`,
      amountYuan: amountIn(year, city.lineYuan),
    })),
  );
}

/** The line of a city on a day. */
export function lineOn(date: string, lineYuan: number): number {
  const year = Number(date.slice(0, 4)) - (date.slice(5) < '07-01' ? 1 : 0);
  return amountIn(Math.min(2016, Math.max(2011, year)), lineYuan);
}
