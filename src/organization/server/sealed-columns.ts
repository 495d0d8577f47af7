import { open, seal } from "@/platform/seal";

/** The columns of whatsapp_connections that hold sealed values, by the names of their fields. */
const COLUMNS = {
  accessToken: "access_token",
  appSecret: "app_secret",
  verifyToken: "verify_token",
  phonePin: "phone_pin",
} as const;

export type SecretField = keyof typeof COLUMNS;

const place = (connectionId: string, field: SecretField) => ({
  table: "whatsapp_connections",
  row: connectionId,
  column: COLUMNS[field],
});

export const sealField = (connectionId: string, field: SecretField, plain: string): string =>
  seal(plain, place(connectionId, field));

/** The secret in the clear, or null where none is stored. Throws when its key is gone or it was tampered with. */
export const openField = (connectionId: string, field: SecretField, sealed: string | null): string | null =>
  sealed === null ? null : open(sealed, place(connectionId, field));
