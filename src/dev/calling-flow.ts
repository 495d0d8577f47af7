import { asSystem } from "@/platform/db/as-system";
import type { Stage } from "./stage";

const PUBLIC = "https://crm.example";

const node = (id: string, type: string, data: object) => ({
  id,
  type,
  data: { name: id, ...data },
  position: { x: 0, y: 0 },
});
const edge = (source: string, target: string, sourceHandle: string | null = null) => ({
  id: `${source}-${target}`,
  source,
  target,
  sourceHandle,
});

/** A flow for tests: asked for the price it calls `url` and says what came of it. `call` is the rest of the API node's data. */
export async function addCallingFlow(
  stage: Stage,
  url: string,
  { path = "/price", ...call }: Record<string, unknown> = {},
) {
  const flowId = await stage.addFlow("Price", {
    nodes: [
      node("start", "trigger", { keyword: "price" }),
      node("call", "api", { url: `${PUBLIC}${String(path)}`, ...call }),
      node("good", "message", { text: "It costs {{ apiResult.price | default: apiResult }}" }),
      node("bad", "message", { text: "Sorry: {{ apiResult.error }} {{ apiResult.status }}" }),
    ],
    edges: [edge("start", "call"), edge("call", "good"), edge("call", "bad", "error")],
  });
  // A flow can not be published with a private address in it: the version is pointed there afterwards.
  await asSystem((sql) =>
    sql.query("update flow_versions set definition = replace(definition::text, $2, $3)::jsonb where flow_id = $1", [
      flowId,
      PUBLIC,
      url,
    ]),
  );
}
