import { randomBytes } from "node:crypto";
import type { Database } from "@/platform/db/in-organization";
import { AppError } from "@/platform/errors";
import { newId } from "@/platform/id";
import type { ConnectionFields, ConnectionPatch } from "../connection";
import { noteDeed, type Actor } from "./audit";
import { viewConnection, type ConnectionView } from "./connection-view";
import { openSecrets, sealSecrets } from "./sealed-columns";

/** Only the operator may say that a connection uses the operator's Meta app. */
interface OperatorsWord {
  readonly shared?: boolean | undefined;
}

export async function listConnections(db: Database): Promise<ConnectionView[]> {
  const rows = await db.connection.findMany({ orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  return rows.map(viewConnection);
}

export const getConnection = async (db: Database, id: string): Promise<ConnectionView> =>
  viewConnection(await existing(db, id));

/** Stores a connection, not verified yet. A verify token that had to be made up is told here and never again. */
export async function createConnection(
  db: Database,
  actor: Actor,
  fields: ConnectionFields & OperatorsWord,
): Promise<{ id: string; newVerifyToken: string | null }> {
  const id = newId();
  const newVerifyToken = fields.verifyToken === undefined ? random(24) : null;
  const { name, businessAccountId, phoneNumberId, displayPhoneNumber, appId = null, shared = false } = fields;
  const plain = { name, businessAccountId, phoneNumberId, displayPhoneNumber, appId, shared };
  const { accessToken, appSecret, verifyToken = newVerifyToken, phonePin } = fields;
  const secrets = named({ accessToken, appSecret, verifyToken, phonePin });
  const placed = { id, organizationId: actor.organizationId, webhookKey: random(18) };
  const data = { ...placed, ...plain, ...sealSecrets(id, secrets) };
  await db.connection.create({ data }).catch(refuseTakenToken);
  const detail = { after: plain, secrets: Object.keys(secrets) };
  await noteDeed(db, actor, { action: "connection.create", subject: id, detail });
  return { id, newVerifyToken };
}

/** What proves that a number is the organization's and may send: changed, Meta is asked again. */
const PROOF = ["phoneNumberId", "businessAccountId", "appId", "accessToken", "phonePin"];
/** What registers the number: a new one is tried even if another was, a moment ago. */
const REGISTERS = ["phoneNumberId", "phonePin"];
/** Another number, which has yet to be proved. A new token for a proved one must not cost a customer's message meanwhile. */
const CLAIM = ["phoneNumberId", "businessAccountId"];

/** Changes what the patch names, and says whether the number has to be verified again. */
export async function updateConnection(
  db: Database,
  actor: Actor,
  { id, patch }: { id: string; patch: ConnectionPatch & OperatorsWord },
): Promise<{ mustVerify: boolean }> {
  const row = await existing(db, id);
  const before = { ...row, ...openSecrets(row) };
  const changes = named(patch, before);
  const { accessToken, appSecret, verifyToken, phonePin, ...plain } = changes;
  const secrets = named({ accessToken, appSecret, verifyToken, phonePin });
  const changed = Object.keys(changes);
  if (changed.length === 0) return { mustVerify: false };

  const mustVerify = changed.some((field) => PROOF.includes(field));
  const unsure = { health: "unknown", healthDetail: null, sendsNotBefore: null };
  const unproved = changed.some((field) => CLAIM.includes(field)) && { verifiedAt: null };
  const untried = changed.some((field) => REGISTERS.includes(field)) && { registeredAt: null };
  const turned = { ...(mustVerify && unsure), ...unproved, ...untried, updatedAt: new Date() };
  const data = { ...plain, ...sealSecrets(id, secrets), ...turned };
  await db.connection.update({ where: { id }, data }).catch(refuseTakenToken);
  const was = Object.fromEntries(Object.entries(row).filter(([field]) => field in plain));
  const detail = { before: was, after: plain, secrets: Object.keys(secrets) };
  await noteDeed(db, actor, { action: "connection.update", subject: id, detail });
  return { mustVerify };
}

async function existing(db: Database, id: string) {
  const row = await db.connection.findUnique({ where: { id } });
  if (!row) throw new AppError("not-found", "There is no such connection.");
  return row;
}

type Named<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** What a patch names, without what it leaves alone or what is so already. */
const named = <T extends object>(patch: T, known: Readonly<Record<string, unknown>> = {}): Named<T> =>
  Object.fromEntries(
    Object.entries(patch).filter(([field, value]) => value !== undefined && value !== known[field]),
  ) as Named<T>;

const random = (bytes: number): string => randomBytes(bytes).toString("base64url");

/** The verify token finds its connection, so it is unique in the deployment. Whose it is, is not told. */
function refuseTakenToken(error: unknown): never {
  const isUnique = error instanceof Error && "code" in error && error.code === "P2002";
  if (!isUnique) throw error;
  throw new AppError("conflict", "This verify token is in use already. Choose another.");
}
