const RANK = { agent: 0, admin: 1, owner: 2 } as const;

/** What a person is in one organization. */
export type Role = keyof typeof RANK;

/** Each role may do what the roles below it may: agents talk, admins set up, owners decide. */
export const isAtLeast = (role: Role, wanted: Role): boolean => RANK[role] >= RANK[wanted];
