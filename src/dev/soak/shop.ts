import { sealField } from "@/organization/server/sealed-columns";
import { asSystem } from "@/platform/db/as-system";
import type { GraphEmulator } from "../graph/graph-emulator";
import { setStage, type Stage } from "../stage";
import { ECHO_FLOW, orderFlow } from "./flows";

const PIN = "123456";

/** An organization with a number that its PIN registers again, and both flows. Its prices are asked for with `method`. */
export async function openShop(
  graph: GraphEmulator,
  front: { url: string },
  prices: { method: "GET" | "POST"; url: string },
): Promise<Stage> {
  const stage = await setStage(graph, front);
  const { connectionId, phoneNumberId } = stage;
  await asSystem((sql) =>
    sql.query("update whatsapp_connections set phone_pin = $2 where id = $1", [
      connectionId,
      sealField(connectionId, "phonePin", PIN),
    ]),
  );
  const number = graph.numbers().find((one) => one.phoneNumberId === phoneNumberId);
  if (number) graph.addNumber({ ...number, pin: PIN });
  await stage.addFlow("Order", orderFlow({ ...prices, url: `${prices.url}/price?of={{ triggerMessage }}` }));
  await stage.addFlow("Echo", ECHO_FLOW);
  return stage;
}
