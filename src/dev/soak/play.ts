import type { GraphEmulator } from "../graph/graph-emulator";
import { SAMPLES } from "../graph/media-sample";
import type { CustomerMedia } from "../graph/webhook/customer-content";
import type { Stage } from "../stage";
import type { Said } from "./books";
import type { Customer, Turn } from "./customers";
import type { News } from "./news";
import { contentOf, reactionTo } from "./says";

interface World {
  readonly graph: GraphEmulator;
  readonly stage: Stage;
  readonly news: News;
  /** Where it is written down what was said. */
  readonly said: Said[];
  /** What comes before a file is sent. */
  readonly beforeFile: () => void;
}

/** A customer says all that their script wants, each thing when the one before is answered or never will be. */
export async function play(world: World, customer: Customer): Promise<void> {
  for (const { turns, inOrder } of customer.script) {
    if (inOrder) for (const turn of turns) await say(world, customer, turn);
    else await Promise.all(turns.map((turn) => say(world, customer, turn)));
    for (const turn of turns) {
      const last = turn.replies("").at(-1);
      if (typeof last === "string") await world.news.of(last);
    }
  }
}

async function say(world: World, { from, userId, name }: Customer, turn: Turn): Promise<void> {
  const { graph, stage, said } = world;
  const { organizationId, phoneNumberId } = stage;
  const customer = from ?? userId ?? "";
  const chat = graph.chat(phoneNumberId, customer);
  const number = graph.numbers().find((one) => one.phoneNumberId === phoneNumberId);
  const at = Date.now();
  const write = (waMessageId: string, file: CustomerMedia | null = null) => {
    const sha256 = file?.sha256 === undefined ? null : Buffer.from(file.sha256, "base64").toString("hex");
    said.push({ organizationId, customer, waMessageId, at, sha256, replies: turn.replies(file?.id ?? "") });
  };
  if ("reaction" in turn) {
    if (chat === undefined || number === undefined) throw new Error(`${name} has nothing to react to.`);
    const { id, body } = reactionTo(chat, number, turn.reaction);
    write(id);
    await graph.deliver(body, number.appId);
    return;
  }
  const file = "file" in turn ? keep(world, turn.file) : null;
  const who = { phoneNumberId, name, ...(from !== undefined && { from }), ...(userId !== undefined && { userId }) };
  const { waMessageId } = await graph.customerSays({ ...who, ...contentOf(turn, chat, file) });
  write(waMessageId, file);
}

function keep({ graph, stage: { phoneNumberId }, beforeFile }: World, type: CustomerMedia["type"]): CustomerMedia {
  beforeFile();
  const { id, mimeType, sha256 } = graph.media.keep({ phoneNumberId, ...SAMPLES[type]() });
  return { type, id, mimeType, sha256: sha256.toString("base64") };
}
