import { z } from "zod";
import { fromJson } from "../from-json";

const frame = z.object({ event: z.string(), channel: z.string().optional(), data: z.unknown().optional() });
export type Frame = z.infer<typeof frame>;

/** What a browser sent, if it is a message of the protocol. */
export const readFrame = (text: string): Frame | null => frame.safeParse(fromJson(text)).data ?? null;
