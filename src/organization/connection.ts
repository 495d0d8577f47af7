import { z } from "zod";

const text = (max: number) => z.string().trim().min(1).max(max);

/** An id of Meta's. It becomes part of addresses, so nothing that could change one. */
const metaId = z
  .string()
  .trim()
  .regex(/^[\w-]{1,64}$/, "Expected an id as Meta shows it: digits");

const emptyMeans = <T>(meaning: T) =>
  z
    .string()
    .trim()
    .refine((value) => value === "")
    .transform(() => meaning);

/** A field that is written and never read back: a form that leaves it empty changes nothing. */
const secret = (max: number) => z.union([text(max), emptyMeans(undefined)]).optional();

const pin = z.string().regex(/^\d{6}$/, "Expected six digits");

/** What a person types to connect a number. */
export const connectionFields = z.object({
  name: text(80),
  businessAccountId: metaId,
  phoneNumberId: metaId,
  displayPhoneNumber: text(32).regex(/^[+\d][\d\s().-]{4,}$/, "Expected a phone number, like +1 555 0100"),
  appId: z.union([metaId, emptyMeans(null)]).nullish(),
  accessToken: secret(1000),
  appSecret: secret(200).nullable(),
  verifyToken: secret(200),
  phonePin: z.union([pin, emptyMeans(undefined)]).nullish(),
});
export type ConnectionFields = z.infer<typeof connectionFields>;

/** What changes; a field that is not named stays. Null takes the app id, the app secret or the PIN away. */
export const connectionPatch = connectionFields.partial();
export type ConnectionPatch = z.infer<typeof connectionPatch>;

interface Configured {
  readonly businessAccountId: string;
  readonly phoneNumberId: string;
  readonly accessToken: string | null;
  readonly verifyToken: string | null;
  readonly appSecret: string | null;
  /** Uses the operator's Meta app: the default secret may speak for it. */
  readonly shared: boolean;
}

/** What a connection still lacks, in words for the person who sets it up. */
export function missingFrom(connection: Configured, { defaultSecret }: { defaultSecret: boolean }): string[] {
  const parts = {
    "business account id": connection.businessAccountId,
    "phone number id": connection.phoneNumberId,
    "access token": connection.accessToken,
    "verify token": connection.verifyToken,
    "app secret": connection.appSecret ?? (connection.shared && defaultSecret),
  };
  return Object.entries(parts).flatMap(([name, part]) => (part ? [] : [name]));
}

/** Whether Meta's handshake may succeed for it. */
export const isComplete = (connection: Configured, options: { defaultSecret: boolean }): boolean =>
  missingFrom(connection, options).length === 0;

/** The connection's own callback. */
export const webhookUrl = (appUrl: string, webhookKey: string): string =>
  `${appUrl.replace(/\/+$/, "")}/api/webhooks/whatsapp/${webhookKey}`;

/** What a screen may say of a stored secret: its end, if the rest is long enough to stay one. */
export const secretHint = (secretValue: string): string =>
  secretValue.length < 12 ? "set" : `…${secretValue.slice(-4)}`;
