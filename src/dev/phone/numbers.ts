import { randomBytes } from "node:crypto";
import { z } from "zod";
import { AppError } from "@/platform/errors";
import { digits } from "../graph/chat";
import type { GraphEmulator } from "../graph/graph-emulator";
import { metaNumber } from "../graph/wamid";
import { readableNumber, WrittenNumber } from "./readable-number";
import type { NumberCard } from "./page-model";

const NewNumber = z.object({
  name: z.string().trim().min(1, "Give the business a name.").max(60, "At most 60 characters for a name."),
  number: WrittenNumber,
});
const NewCallback = z.object({
  phoneNumberId: z.string(),
  url: z.string().trim(),
  verifyToken: z.string().min(1, "Write the verify token that stands in Recado's settings."),
});

/**
 * The numbers of the emulated Meta, with the secrets that an organization types into Recado's settings. They may be told
 * here: this page is on loopback, and they are the emulator's own inventions, which open nothing else.
 */
export function numbers(graph: GraphEmulator) {
  return {
    /** An app, an account and a number of their own, as a second organization has them. */
    add(body: unknown): NumberCard {
      const { name, number } = NewNumber.parse(body);
      const taken = graph.numbers().some(({ displayPhoneNumber }) => digits(displayPhoneNumber) === number);
      if (taken) throw new AppError("conflict", "A business has this number already.");
      const app = { appId: metaNumber(), appSecret: randomBytes(16).toString("hex") };
      graph.addApp(app);
      const phoneNumberId = metaNumber();
      graph.addNumber({
        phoneNumberId,
        name,
        appId: app.appId,
        businessAccountId: metaNumber(),
        displayPhoneNumber: readableNumber(number),
        accessToken: `EAAG${randomBytes(32).toString("hex")}`,
      });
      return this.card(phoneNumberId);
    },

    card(phoneNumberId: string): NumberCard {
      const number = numberOf(graph, phoneNumberId);
      const { businessAccountId, displayPhoneNumber, appId, accessToken, name = displayPhoneNumber } = number;
      const { appSecret = "", callbackUrl } = graph.app(appId) ?? {};
      return {
        name,
        businessAccountId,
        phoneNumberId,
        displayPhoneNumber,
        appId,
        appSecret,
        accessToken,
        ...(callbackUrl !== undefined && { callbackUrl }),
      };
    },

    /** Asks the callback as Meta does when its address is saved. */
    async setCallback(body: unknown): Promise<{ ok: true }> {
      const { phoneNumberId, ...callback } = NewCallback.parse(body);
      const { ok, reason } = await graph.setCallback(numberOf(graph, phoneNumberId).appId, callback);
      if (!ok) throw new AppError("invalid", `The callback was not accepted: ${reason ?? "it did not answer"}.`);
      return { ok };
    },
  };
}

function numberOf(graph: GraphEmulator, phoneNumberId: string) {
  const number = graph.numbers().find((known) => known.phoneNumberId === phoneNumberId);
  if (number === undefined) throw new AppError("not-found", "This Meta has no such number.");
  return number;
}
