/** The schema history in order. A migration is never edited once merged. */
export const assistanceMigrations = [] as const;
