import { Amenity } from './amenity';
import type { OpenHours } from './open-hours';
import { StationKind } from './station-kind';

/** What decides whether a facility may be open. */
export interface StationEquipment {
  readonly kind: StationKind;
  readonly longitude: number | null;
  readonly hours: readonly OpenHours[];
  readonly responsibleName: string | null;
  readonly amenities: readonly Amenity[];
}

/** What a facility of this kind must hold to open; the rest of its checklist lowers its score. The database says the same (`station_required_amenities`). */
export function requiredAmenities(kind: StationKind): readonly Amenity[] {
  return kind === StationKind.HAPPY_STATION ? [Amenity.WATER_DISPENSER, Amenity.BOOK_BAR] : [Amenity.WATER_DISPENSER];
}

/** What a facility lacks to be open (I31), as fields of its input and amenities; empty when nothing. */
export function missingToOpen(station: StationEquipment): string[] {
  const lacks = requiredAmenities(station.kind).filter((amenity) => !station.amenities.includes(amenity));
  return [
    ...(station.longitude === null ? ['point'] : []),
    ...(station.hours.length === 0 ? ['hours'] : []),
    ...(station.responsibleName === null ? ['responsibleName'] : []),
    ...lacks,
  ];
}

/** The first day of the week whose hours end before they begin, or overlap; null when all can be kept. */
export function brokenDay(hours: readonly OpenHours[]): number | null {
  const sorted = [...hours].sort((a, b) => a.weekday - b.weekday || a.opensAt.localeCompare(b.opensAt));
  for (const [index, day] of sorted.entries()) {
    const before = sorted[index - 1];
    if (day.closesAt <= day.opensAt) return day.weekday;
    if (before?.weekday === day.weekday && before.closesAt > day.opensAt) return day.weekday;
  }
  return null;
}
