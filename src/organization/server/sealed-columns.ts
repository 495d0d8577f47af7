import { blindIndex, open, seal } from "@/platform/seal";

/** The columns of whatsapp_connections that hold sealed values, by the names of their fields. */
const COLUMNS = {
  accessToken: "access_token",
  appSecret: "app_secret",
  verifyToken: "verify_token",
  phonePin: "phone_pin",
} as const;

export type SecretField = keyof typeof COLUMNS;
export type Secrets = Readonly<Record<SecretField, string | null>>;

const FIELDS = Object.keys(COLUMNS) as SecretField[];

const place = (connectionId: string, field: SecretField) => ({
  table: "whatsapp_connections",
  row: connectionId,
  column: COLUMNS[field],
});

export const sealField = (connectionId: string, field: SecretField, plain: string): string =>
  seal(plain, place(connectionId, field));

/** The columns that store these secrets of a connection; null clears one, what is not named stays. */
export function sealSecrets(connectionId: string, secrets: Partial<Secrets>) {
  const sealed: Partial<Record<SecretField | "verifyTokenIndex", string | null>> = {};
  for (const field of FIELDS) {
    const value = secrets[field];
    if (value !== undefined) sealed[field] = value === null ? null : sealField(connectionId, field, value);
  }
  const { verifyToken } = secrets;
  if (verifyToken !== undefined) sealed.verifyTokenIndex = verifyToken === null ? null : blindIndex(verifyToken);
  return sealed;
}

/** The secret in the clear, or null where none is stored. Throws when its key is gone or it was tampered with. */
export const openField = (connectionId: string, field: SecretField, sealed: string | null): string | null =>
  sealed === null ? null : open(sealed, place(connectionId, field));

/** All secrets of a stored connection in the clear. */
export function openSecrets(row: Secrets & { readonly id: string }): Secrets {
  const opened = (field: SecretField) => openField(row.id, field, row[field]);
  return {
    accessToken: opened("accessToken"),
    appSecret: opened("appSecret"),
    verifyToken: opened("verifyToken"),
    phonePin: opened("phonePin"),
  };
}
