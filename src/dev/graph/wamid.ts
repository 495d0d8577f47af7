import { randomBytes, randomInt } from "node:crypto";

/** A message id built as Meta's are: base64 over the customer's number and a random part, 18 hex digits out, 32 in. */
export function wamid(customer: string, direction: "sent" | "heard"): string {
  const [mark, length] = direction === "sent" ? [0x11, 18] : [0x12, 32];
  const random = randomBytes(length / 2)
    .toString("hex")
    .toUpperCase();
  const bytes = Buffer.concat([
    Buffer.from([0x1c, 0x18, customer.length]),
    Buffer.from(customer, "ascii"),
    Buffer.from([0x15, 0x02, 0x00, mark, 0x18, length]),
    Buffer.from(random, "ascii"),
    Buffer.from([0x00]),
  ]);
  return `wamid.${bytes.toString("base64")}`;
}

/** Ids of media and the like: long numbers. */
export function metaNumber(): string {
  return `${randomInt(1, 10)}${Array.from({ length: 14 }, () => randomInt(10)).join("")}`;
}
