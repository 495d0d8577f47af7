import { randomBytes } from "node:crypto";
import { sealField } from "@/organization/server/sealed-columns";
import { asSystem } from "@/platform/db/as-system";
import { newId } from "@/platform/id";
import { blindIndex } from "@/platform/seal";

export interface Tenant {
  readonly organizationId: string;
  readonly slug: string;
  readonly connectionId: string;
  readonly phoneNumberId: string;
  readonly businessAccountId: string;
  readonly webhookKey: string;
  readonly accessToken: string;
  readonly appSecret: string;
  readonly verifyToken: string;
}

const digits = () => String(BigInt(`0x${randomBytes(6).toString("hex")}`)).padStart(15, "1");

/** An organization with one number of its own, for tests: verified, complete, with secrets nobody else has. */
export async function makeTenant(
  given: Partial<Omit<Tenant, "appSecret">> & { appSecret?: string | null; verified?: boolean; shared?: boolean } = {},
): Promise<Tenant> {
  const tenant = {
    organizationId: newId(),
    slug: `t-${randomBytes(4).toString("hex")}`,
    connectionId: newId(),
    phoneNumberId: digits(),
    businessAccountId: digits(),
    webhookKey: randomBytes(16).toString("base64url"),
    accessToken: `EAAG${randomBytes(16).toString("hex")}`,
    verifyToken: randomBytes(12).toString("hex"),
    verified: true,
    shared: false,
    ...given,
    appSecret: given.appSecret === undefined ? randomBytes(16).toString("hex") : (given.appSecret ?? ""),
  };
  const { organizationId, connectionId, appSecret } = tenant;
  await asSystem(async (sql) => {
    await sql.query("insert into organizations (id, name, slug) values ($1, $2, $2) on conflict (id) do nothing", [
      organizationId,
      tenant.slug,
    ]);
    await sql.query(
      `insert into whatsapp_connections (id, organization_id, name, business_account_id, phone_number_id, display_phone_number,
         access_token, app_secret, verify_token, verify_token_index, webhook_key, verified_at, shared, health)
       values ($1, $2, 'Main', $3, $4, '+1 555 000', $5, $6, $7, $8, $9, case when $10 then now() end, $11, 'healthy')`,
      [
        connectionId,
        organizationId,
        tenant.businessAccountId,
        tenant.phoneNumberId,
        sealField(connectionId, "accessToken", tenant.accessToken),
        appSecret === "" ? null : sealField(connectionId, "appSecret", appSecret),
        sealField(connectionId, "verifyToken", tenant.verifyToken),
        blindIndex(tenant.verifyToken),
        tenant.webhookKey,
        tenant.verified,
        tenant.shared,
      ],
    );
  });
  return tenant;
}
