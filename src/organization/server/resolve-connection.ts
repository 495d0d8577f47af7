import { askSystem } from "@/platform/db/as-system";
import { env } from "@/platform/env";
import { blindIndexes } from "@/platform/seal";
import { together } from "@/platform/together";
import { isComplete } from "../connection";
import { openField } from "./sealed-columns";

/** A connection as the webhook needs it, whoever it belongs to. */
export interface ResolvedConnection {
  readonly id: string;
  readonly organizationId: string;
  readonly phoneNumberId: string;
  readonly businessAccountId: string;
  readonly webhookKey: string;
  readonly isVerified: boolean;
  readonly shared: boolean;
  /** What may sign its events: its own app's secret, or the operator's for a shared one. */
  readonly secret: string | null;
  readonly secretIsDefault: boolean;
}

/** A connection as Meta's handshake needs it. */
export interface CalledConnection extends ResolvedConnection {
  readonly complete: boolean;
  readonly verifyToken: string | null;
}

type Row = Omit<ResolvedConnection, "secret" | "secretIsDefault"> & { readonly appSecret: string | null };

const COLUMNS = `id, organization_id as "organizationId", phone_number_id as "phoneNumberId",
  business_account_id as "businessAccountId", webhook_key as "webhookKey", verified_at is not null as "isVerified", shared,
  app_secret as "appSecret"`;

/** Whom a POST may be for: by the key in its path, and by the ids in its body. */
export interface Address {
  readonly key: string | null;
  readonly phoneNumberIds: readonly string[];
  readonly businessAccountIds: readonly string[];
}

export interface Addressed {
  /** The connection whose own callback was called. */
  readonly keyed: ResolvedConnection | null;
  /** Those that have proved to own one of the numbers or accounts. */
  readonly named: readonly ResolvedConnection[];
}

// Under load dozens of webhooks arrive within one look-up: they share the next. Nothing is remembered from one to another,
// so that a secret that was changed counts at once.
const rowsOf = together((asked: readonly Address[]) =>
  askSystem<Row>(
    `select ${COLUMNS} from whatsapp_connections where webhook_key = any($1)
     union select ${COLUMNS} from whatsapp_connections where verified_at is not null and phone_number_id = any($2)
     union select ${COLUMNS} from whatsapp_connections where verified_at is not null and business_account_id = any($3)`,
    [
      distinct(asked.map(({ key }) => key)),
      distinct(asked.flatMap(({ phoneNumberIds }) => phoneNumberIds)),
      distinct(asked.flatMap(({ businessAccountIds }) => businessAccountIds)),
    ],
  ),
);

const distinct = (ids: readonly (string | null)[]): string[] => [...new Set(ids)].filter((id) => id !== null);

/** Opens the secrets of these connections only: one that can not be opened fails nobody else who shared the look. */
export async function findAddressed(address: Address): Promise<Addressed> {
  const { key, phoneNumberIds, businessAccountIds } = address;
  const rows = await rowsOf(address);
  const keyed = rows.find(({ webhookKey }) => webhookKey === key);
  const isNamed = ({ isVerified, phoneNumberId, businessAccountId }: Row) =>
    isVerified && (phoneNumberIds.includes(phoneNumberId) || businessAccountIds.includes(businessAccountId));
  return { keyed: keyed ? resolve(keyed) : null, named: rows.filter(isNamed).map(resolve) };
}

/** The connection whose own callback is to be proved. */
export const findByWebhookKey = (key: string): Promise<CalledConnection | null> => findCalled("webhook_key = $1", key);

/** The connection that Meta was told this verify token for. */
export const findByVerifyToken = (token: string): Promise<CalledConnection | null> =>
  findCalled("verify_token_index = any($1)", blindIndexes(token));

async function findCalled(condition: string, value: unknown): Promise<CalledConnection | null> {
  const [row] = await askSystem<Row & { readonly accessToken: string | null; readonly sealedToken: string | null }>(
    `select ${COLUMNS}, access_token as "accessToken", verify_token as "sealedToken" from whatsapp_connections where ${condition}`,
    [value],
  );
  if (!row) return null;
  const { accessToken, sealedToken, ...rest } = row;
  const resolved = resolve(rest);
  const verifyToken = openField(row.id, "verifyToken", sealedToken);
  const complete = isComplete({ ...rest, accessToken, verifyToken }, { defaultSecret: resolved.secretIsDefault });
  return { ...resolved, complete, verifyToken };
}

function resolve({ appSecret, ...row }: Row): ResolvedConnection {
  const defaultSecret = row.shared ? (env().DEFAULT_WEBHOOK_SECRET ?? null) : null;
  const secret = appSecret === null ? defaultSecret : openAppSecret(row.id, appSecret);
  return { ...row, secret, secretIsDefault: appSecret === null && defaultSecret !== null };
}

const MOST_OPENED = 1_000;
const opened = new Map<string, string>();

/** Opens what was opened before without its cipher: the sealed text, with the connection it belongs to, says it all. */
function openAppSecret(connectionId: string, sealed: string): string | null {
  const name = `${connectionId} ${sealed}`;
  const known = opened.get(name);
  if (known !== undefined) return known;
  const secret = openField(connectionId, "appSecret", sealed);
  if (secret === null) return null;
  if (opened.size >= MOST_OPENED) opened.clear();
  opened.set(name, secret);
  return secret;
}

/** Meta has just accepted this connection's callback. */
export async function noteHandshake(connectionId: string): Promise<void> {
  await askSystem("update whatsapp_connections set handshake_at = now() where id = $1", [connectionId]);
}
