/** As many rows as asked for, each made after the one before: fixtures that are made at once may wait for each other's locks in a ring. */
export async function oneByOne<T>(count: number, make: () => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  while (made.length < count) made.push(await make());
  return made;
}
