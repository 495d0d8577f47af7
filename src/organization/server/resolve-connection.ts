import { asSystem } from "@/platform/db/as-system";
import { env } from "@/platform/env";
import { blindIndexes } from "@/platform/seal";
import { together } from "@/platform/together";
import { isComplete } from "../connection";
import { openField } from "./sealed-columns";

/** A connection as the webhook needs it, whoever it belongs to. */
export interface ResolvedConnection {
  readonly id: string;
  readonly organizationId: string;
  readonly organizationStatus: "active" | "suspended";
  readonly phoneNumberId: string;
  readonly businessAccountId: string;
  readonly webhookKey: string;
  readonly verifiedAt: Date | null;
  readonly shared: boolean;
  readonly complete: boolean;
  /** What may sign its events: its own app's secret, or the operator's for a shared one. */
  readonly secret: string | null;
  readonly secretIsDefault: boolean;
  readonly verifyToken: string | null;
}

type Row = Omit<ResolvedConnection, "complete" | "secret" | "secretIsDefault"> & {
  readonly accessToken: string | null;
  readonly appSecret: string | null;
};

const SELECT = `
select c.id, c.organization_id as "organizationId", o.status as "organizationStatus",
  c.phone_number_id as "phoneNumberId", c.business_account_id as "businessAccountId", c.webhook_key as "webhookKey",
  c.verified_at as "verifiedAt", c.shared, c.access_token as "accessToken", c.app_secret as "appSecret",
  c.verify_token as "verifyToken"
from whatsapp_connections c join organizations o on o.id = c.organization_id`;

interface Ids {
  readonly phoneNumberIds: readonly string[];
  readonly businessAccountIds: readonly string[];
}

// Under load a hundred webhooks arrive within one look-up: they share the next.
const rowsOfKeys = together((keys: readonly string[]) => rowsWhere("c.webhook_key = any($1)", [keys]));
const rowsOfIds = together((asked: readonly Ids[]) =>
  rowsWhere("c.verified_at is not null and (c.phone_number_id = any($1) or c.business_account_id = any($2))", [
    [...new Set(asked.flatMap((ids) => ids.phoneNumberIds))],
    [...new Set(asked.flatMap((ids) => ids.businessAccountIds))],
  ]),
);

/** The connection whose own callback was called. */
export async function findByWebhookKey(key: string): Promise<ResolvedConnection | null> {
  const row = (await rowsOfKeys(key)).find(({ webhookKey }) => webhookKey === key);
  return row ? resolve(row) : null;
}

/** The connection that Meta was told this verify token for. */
export async function findByVerifyToken(token: string): Promise<ResolvedConnection | null> {
  const [row] = await rowsWhere("c.verify_token_index = any($1)", [blindIndexes(token)]);
  return row ? resolve(row) : null;
}

/** The connections that have proved to own one of these numbers or accounts. */
export async function findByIds(ids: Ids): Promise<ResolvedConnection[]> {
  const rows = await rowsOfIds(ids);
  const isNamed = ({ phoneNumberId, businessAccountId }: Row) =>
    ids.phoneNumberIds.includes(phoneNumberId) || ids.businessAccountIds.includes(businessAccountId);
  return rows.filter(isNamed).map(resolve);
}

const rowsWhere = (condition: string, values: readonly unknown[]): Promise<Row[]> =>
  asSystem((sql) => sql.query<Row>(`${SELECT} where ${condition}`, values));

function resolve({ accessToken, appSecret, verifyToken, ...row }: Row): ResolvedConnection {
  const defaultSecret = row.shared ? (env().DEFAULT_WEBHOOK_SECRET ?? null) : null;
  return {
    ...row,
    complete: isComplete({ ...row, accessToken, appSecret, verifyToken }, { defaultSecret: defaultSecret !== null }),
    secret: openField(row.id, "appSecret", appSecret) ?? defaultSecret,
    secretIsDefault: appSecret === null && defaultSecret !== null,
    verifyToken: openField(row.id, "verifyToken", verifyToken),
  };
}

/** Meta has just accepted this connection's callback. */
export async function noteHandshake(connectionId: string): Promise<void> {
  await asSystem((sql) =>
    sql.query("update whatsapp_connections set handshake_at = now() where id = $1", [connectionId]),
  );
}
