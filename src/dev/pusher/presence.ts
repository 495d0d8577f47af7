/** Who a connection is on a presence channel; the names are the wire's. */
export interface Member {
  readonly user_id: string;
  readonly user_info?: unknown;
}

/** One per user, however many connections that user has. */
export function membersOf(listeners: ReadonlyMap<unknown, Member | null>): ReadonlyMap<string, Member> {
  const members = new Map<string, Member>();
  for (const member of listeners.values()) {
    if (member && !members.has(member.user_id)) members.set(member.user_id, member);
  }
  return members;
}

/** What a newcomer is told about who is there, itself included. */
export function roster(members: ReadonlyMap<string, Member>): string {
  const hash = Object.fromEntries([...members].map(([id, member]) => [id, member.user_info ?? null]));
  return JSON.stringify({ presence: { ids: [...members.keys()], hash, count: members.size } });
}
