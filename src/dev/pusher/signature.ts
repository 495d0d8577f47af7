import { createHmac, timingSafeEqual } from "node:crypto";

export interface App {
  readonly appId: string;
  readonly key: string;
  readonly secret: string;
}

export const sign = (secret: string, text: string): string => createHmac("sha256", secret).update(text).digest("hex");

/** Compares in constant time, so that a wrong signature does not tell how much of it was right. */
export function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Whether `auth` is `key:signature` of the text, as auth endpoints hand it to browsers. */
export const vouchesFor = (app: App, { auth, text }: { auth: string; text: string }): boolean =>
  sameText(auth, `${app.key}:${sign(app.secret, text)}`);
