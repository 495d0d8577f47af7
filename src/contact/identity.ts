/** What a channel tells of a person. At least one of phone and user id is there. */
export interface Person {
  /** Digits without "+". */
  readonly phone: string | null;
  /** Meta's business-scoped user id: opaque, and another one after the person changes number. */
  readonly userId: string | null;
  readonly name: string | null;
  readonly username: string | null;
}

type IdentityKind = "phone" | "user_id";

/** One way to know a person. Each belongs to one contact of an organization. */
export interface Identity {
  readonly kind: IdentityKind;
  readonly value: string;
}

/** How a person may be known, the surest first: a phone number can pass to somebody else, a user id can not. */
export function identitiesOf(person: Pick<Person, "phone" | "userId">): Identity[] {
  const known: Identity[] = [];
  if (person.userId !== null) known.push({ kind: "user_id", value: person.userId });
  if (person.phone !== null) known.push({ kind: "phone", value: person.phone });
  return known;
}
