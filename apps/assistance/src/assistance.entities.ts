/** Every table of this subgraph that TypeORM maps, listed by hand: the app, the migrations' drift check and the tests read this array. */
export const assistanceEntities = [] as const;
