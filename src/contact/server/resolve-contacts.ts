import type { Sql } from "@/platform/db/door";
import { newId } from "@/platform/id";
import { identitiesOf, type Identity, type Person } from "../identity";
import { addIdentity, hasUserId, insertContacts, insertIdentities, movePhone } from "./identities";

export interface PersonOf {
  readonly organizationId: string;
  readonly person: Person;
}

/** Two contacts turned out to be one person: `from` has to become part of `into`. */
export interface Merge {
  readonly organizationId: string;
  readonly from: string;
  readonly into: string;
}

export interface Resolved {
  /** The contact of each person given, in the same order. */
  readonly contactIds: readonly string[];
  readonly merges: readonly Merge[];
}

type Known = Map<string, string>;

const keyOf = (organizationId: string, identity: Identity) => `${organizationId} ${identity.kind} ${identity.value}`;
const keysOf = ({ organizationId, person }: PersonOf) =>
  identitiesOf(person).map((identity) => keyOf(organizationId, identity));

/**
 * Finds or makes the contacts of many people at once: by user id first, then by phone, adding the one that was missing.
 * Only identities nobody knew yet cost more than one look; they are locked, so that two deliveries make one contact.
 */
export async function resolveContacts(sql: Sql, people: readonly PersonOf[]): Promise<Resolved> {
  let known = await findIdentities(sql, people);
  const isNew = people.some((person) => keysOf(person).some((key) => !known.has(key)));
  if (isNew) {
    await lockIdentities(sql, people, known);
    known = await findIdentities(sql, people);
    await createStrangers(sql, people, known);
  }
  const merges: Merge[] = [];
  const contactIds: string[] = [];
  for (const person of people) contactIds.push(await resolve(sql, { ...person, known, merges }));
  const mergedInto = new Map(merges.map((merge) => [merge.from, merge.into]));
  const last = (id: string): string => {
    const into = mergedInto.get(id);
    return into === undefined ? id : last(into);
  };
  return { contactIds: contactIds.map(last), merges };
}

type Resolving = PersonOf & { readonly known: Known; readonly merges: Merge[] };

async function resolve(sql: Sql, given: Resolving): Promise<string> {
  const { organizationId, person, known } = given;
  const identities = identitiesOf(person);
  const [surest, other] = identities.map((identity) => known.get(keyOf(organizationId, identity)));
  const contactId = surest ?? other;
  if (contactId === undefined) throw new Error("A person without any identity has no contact");
  for (const identity of identities) {
    if (known.get(keyOf(organizationId, identity))) continue;
    await addIdentity(sql, { organizationId, contactId, identity });
    known.set(keyOf(organizationId, identity), contactId);
  }
  if (surest && other && surest !== other) await joinOrMove(sql, { ...given, surest, other });
  return contactId;
}

/** A phone number whose contact has a user id of its own has passed on to somebody else: it moves, they do not merge. */
async function joinOrMove(
  sql: Sql,
  { organizationId, person, known, merges, surest, other }: Resolving & { surest: string; other: string },
): Promise<void> {
  const phone = person.phone ?? "";
  if (await hasUserId(sql, other)) {
    await movePhone(sql, { organizationId, from: other, to: surest, phone });
    known.set(keyOf(organizationId, { kind: "phone", value: phone }), surest);
    return;
  }
  merges.push({ organizationId, from: other, into: surest });
  for (const [key, id] of known) if (id === other) known.set(key, surest);
}

async function findIdentities(sql: Sql, people: readonly PersonOf[]): Promise<Known> {
  const wanted = people.flatMap(({ organizationId, person }) =>
    identitiesOf(person).map((identity) => ({ organizationId, ...identity })),
  );
  const rows = await sql.query<Identity & { organizationId: string; contactId: string }>(
    `select distinct i.organization_id as "organizationId", i.kind, i.value, i.contact_id as "contactId"
     from unnest($1::uuid[], $2::text[], $3::text[]) as w (organization_id, kind, value)
     join contact_identities i using (organization_id, kind, value)`,
    [wanted.map((one) => one.organizationId), wanted.map((one) => one.kind), wanted.map((one) => one.value)],
  );
  return new Map(rows.map((row) => [keyOf(row.organizationId, row), row.contactId]));
}

async function lockIdentities(sql: Sql, people: readonly PersonOf[], known: Known): Promise<void> {
  const unknown = [...new Set(people.flatMap(keysOf))].filter((key) => !known.has(key)).sort();
  await sql.query(
    "select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest($1::text[]) with ordinality as k (key, place) order by place",
    [unknown],
  );
}

/** Makes the contacts of all of whom nothing is known yet, with a statement for each table however many they are. */
async function createStrangers(sql: Sql, people: readonly PersonOf[], known: Known): Promise<void> {
  const made: (PersonOf & { readonly id: string })[] = [];
  for (const one of people) {
    if (keysOf(one).some((key) => known.has(key))) continue;
    const id = newId();
    made.push({ ...one, id });
    for (const key of keysOf(one)) known.set(key, id);
  }
  await insertContacts(
    sql,
    made.map(({ id, organizationId, person }) => ({ id, organizationId, ...person })),
  );
  await insertIdentities(
    sql,
    made.flatMap(({ id: contactId, organizationId, person }) =>
      identitiesOf(person).map((identity) => ({ organizationId, contactId, identity })),
    ),
  );
}
