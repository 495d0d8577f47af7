import type { Connection } from "@/platform/db/generated/client";
import { env } from "@/platform/env";
import { missingFrom, secretHint, webhookUrl } from "../connection";
import { openSecrets } from "./sealed-columns";

/** A connection as a browser may see it: of its secrets only that they are set, and how they end. */
export type ConnectionView = ReturnType<typeof viewConnection>;

export function viewConnection(row: Connection) {
  const { APP_URL, DEFAULT_WEBHOOK_SECRET } = env();
  const { accessToken, appSecret, verifyToken, phonePin } = openSecrets(row);
  const hint = (secret: string | null) => (secret === null ? null : secretHint(secret));
  return {
    id: row.id,
    name: row.name,
    businessAccountId: row.businessAccountId,
    phoneNumberId: row.phoneNumberId,
    displayPhoneNumber: row.displayPhoneNumber,
    appId: row.appId,
    secrets: {
      accessToken: hint(accessToken),
      appSecret: hint(appSecret),
      verifyToken: hint(verifyToken),
      phonePin: hint(phonePin),
    },
    shared: row.shared,
    webhookUrl: webhookUrl(APP_URL, row.webhookKey),
    missing: missingFrom(row, { defaultSecret: DEFAULT_WEBHOOK_SECRET !== undefined }),
    verifiedAt: row.verifiedAt,
    handshakeAt: row.handshakeAt,
    health: row.health,
    healthDetail: row.healthDetail,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}
