/** The map that the stations of Anhui lie on, with a margin for who asks from across its border. */
export const MAP_BOUNDS = { west: 113, east: 121, south: 28, north: 36 } as const;

/** What the index `service_station_place_idx` sorts by: east is squeezed by the cosine of Anhui's middle latitude. */
export const placeOf = (longitude: string, latitude: string): string => `point(${longitude} * 0.85, ${latitude})`;

/**
 * Metres in one degree of that plane, at least: 111,195 on a meridian, and east by the cosine of the latitude over 0.85, which
 * is 0.952 in the north of {@link MAP_BOUNDS}; the rest is for the curvature of the earth.
 */
export const LEAST_METRES_PER_DEGREE = 104_000;
