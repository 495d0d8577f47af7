import type { Stage } from "./stage";

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
export const addCallingFlow = (
  stage: Stage,
  url: string,
  { path = "/price", ...call }: { readonly path?: string; readonly [field: string]: unknown } = {},
): Promise<string> =>
  stage.addFlow("Price", {
    nodes: [
      node("start", "trigger", { keyword: "price" }),
      node("call", "api", { url: `${url}${path}`, ...call }),
      node("good", "message", { text: "It costs {{ apiResult.price | default: apiResult }}" }),
      node("bad", "message", { text: "Sorry: {{ apiResult.error }} {{ apiResult.status }}" }),
    ],
    edges: [edge("start", "call"), edge("call", "good"), edge("call", "bad", "error")],
  });
