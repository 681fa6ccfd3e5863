/** Whose account a payment by account goes to now: the head's as workers tells it, or that of a registered member. */
export const CURRENT_PAYEE_JOINS = `
  left join household_projection h on h.id = d.household_id
  left join payee_registration r on r.household_id = d.household_id and r.payee_id = d.payee_id and r.ended_at is null`;

/** The account of the payee now, as an opaque token. */
export const CURRENT_ACCOUNT = `case when d.payee_id = h.head_worker_id then h.account_token else r.account_token end`;

/** States of a file in which it is paid from (I17). */
export const ACTIVE_FILE = `('RECORDED','UNDER_REVIEW','EXIT_PROPOSED','EXIT_PUBLICISED')`;

/** Whether a payment needs an active file: all do but temporary aid and aid to those without a file (I17). */
export const NEEDS_ACTIVE_FILE = `d.household_id is not null and d.purpose <> 'TEMPORARY' and d.target_group <> 'NON_FILED_HARDSHIP'`;

/** Whether the review of the file `of` is overdue on a day and no officer has confirmed it until then (I26). */
export const isStale = (of: string, day: string): string =>
  `coalesce(${of}.next_review_due_on, (${of}.last_reviewed_on + interval '12 months')::date,
        (${of}.recorded_on + interval '12 months')::date) < ${day} and coalesce(${of}.stale_confirmed_until_on < ${day}, true)`;

/** Target group and purpose, whose standard the cap is of. */
export const CAP_KEY = `d.target_group || '/' || d.purpose`;

/**
 * The state of a payment as a condition that doesn't mislead the planner: while a batch moves, statistics say that hardly any
 * payment is in the state that all of its lines are in, and joins of 5,000 rows are planned for one.
 */
export const isIn = (status: string, alias = 'd'): string => `(case when ${alias}.status = ${status} then true end)`;

/** What decides which standard holds, as one key: a join over four columns is planned for one row where there are thousands. */
export const kindOf = (alias: string): string =>
  `concat_ws('/', ${alias}.region_code, ${alias}.target_group, ${alias}.purpose, ${alias}.category)`;

/** Open problems of the payments in question, found once by index; mostly there are none. */
export const OPEN_PROBLEMS = `
  select disbursement_id, rule from disbursement_problem where disbursement_id = any($1::uuid[]) and resolved_at is null
`;
