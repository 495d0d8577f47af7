import fc from "fast-check";
import type { FlowDefinition, FlowNode } from "@/flow/definition";
import { nodeTypeOf } from "@/flow/nodes";

const ids = ["t", "a", "b", "c", "d", "e", "f"];
const text = fc.constantFrom(
  "Hi",
  "Hi {{ contact.name }}",
  "{{ nobody }}",
  "{{ x }}",
  "{% for i in (1..9) %}{{ x }}{% endfor %}",
  "many words ".repeat(400),
);
const expression = fc.constantFrom(
  "length(input) > 1",
  "messageCount > 2",
  "input > 1",
  "true",
  "x + 1",
  "(x, x)",
  "true and",
);

const kinds: fc.Arbitrary<Pick<FlowNode, "type" | "data">> = fc.oneof(
  fc.record({
    type: fc.constant("message" as const),
    data: fc.record({
      text,
      useTemplate: fc.constantFrom(false, false, true),
      templateName: fc.constantFrom("", "hello"),
      templateLanguage: fc.constant("en"),
      templateParameters: fc.array(fc.record({ value: text }), { maxLength: 2 }),
    }),
  }),
  fc.record({
    type: fc.constant("ask" as const),
    data: fc.record({
      text,
      variable: fc.constantFrom("x", "y.z"),
      kind: fc.constantFrom("text", "number", "email", "phone", "date", "choice", "location", "media"),
      choices: fc.constant(["Red", "Blue"]),
      pattern: fc.constantFrom(null, "^[a-z]+$"),
      errorText: fc.constantFrom(null, "{{ input }}?"),
      maxAttempts: fc.constantFrom(1, 2, 5),
      timeoutSeconds: fc.constantFrom(null, 60, 200_000),
    }),
  }),
  fc.record({
    type: fc.constant("media" as const),
    data: fc.record({
      mediaType: fc.constantFrom("image", "audio"),
      url: fc.constantFrom("https://acme.test/a.png", "{{ x }}", "https://acme.test/{{ x }}"),
      caption: fc.constantFrom(null, "{{ x }}"),
    }),
  }),
  fc.record({
    type: fc.constant("whatsapp_flow" as const),
    data: fc.record({
      body: text,
      cta: fc.constant("Open"),
      flowId: fc.constant("777"),
      flowToken: fc.constantFrom(null, "mine", "{{ x }}"),
      screen: fc.constant("FIRST"),
      data: fc.constantFrom(null, { x: "{{ x }}", list: ["{{ input }}", 1] }),
      assignTo: fc.constantFrom("x", "flowResponse"),
      timeoutSeconds: fc.constantFrom(null, 60),
    }),
  }),
  fc.record({
    type: fc.constant("options" as const),
    data: fc.record({
      text,
      options: fc.constantFrom(
        ["Red", "Blue"],
        ["Red", { label: "Blue", description: "sea" }],
        ["One", "Two", "Three", "Four"],
      ),
      maxAttempts: fc.constantFrom(1, 2, 5),
      timeoutSeconds: fc.constantFrom(null, 60, 200_000),
    }),
  }),
  fc.record({ type: fc.constant("delay" as const), data: fc.record({ seconds: fc.constantFrom(1, 3_600, 200_000) }) }),
  fc.record({ type: fc.constant("condition" as const), data: fc.record({ expression }) }),
  fc.record({
    type: fc.constant("assign" as const),
    data: fc.oneof(
      fc.record({ key: fc.constantFrom("x", "y.z"), expression }),
      fc.record({ key: fc.constant("x"), value: text }),
    ),
  }),
  fc.record({
    type: fc.constant("api" as const),
    data: fc.record({
      method: fc.constantFrom("GET", "POST"),
      url: fc.constantFrom("https://api.acme.test/", "https://api.acme.test/?x={{ x }}"),
      body: fc.constantFrom(null, '{ "x": "{{ x }}" }', { x: "{{ input }}" }),
      assignTo: fc.constantFrom("x", "y.z"),
    }),
  }),
  fc.record({
    type: fc.constant("contact" as const),
    data: fc.record({
      attributes: fc.record({ city: text }),
      addTags: fc.constantFrom([], ["a"]),
      removeTags: fc.constantFrom([], ["vip"]),
    }),
  }),
  fc.record({ type: fc.constant("handoff" as const), data: fc.record({ note: text, message: text }) }),
  fc.record({ type: fc.constant("goto" as const), data: fc.record({ targetNodeId: fc.constantFrom(...ids, "gone") }) }),
  fc.record({ type: fc.constant("end" as const), data: fc.constant({ reason: "done" }) }),
);

/** Flows of every shape: most hang together, many go in circles, some lack an edge or have one too many. */
export const anyFlow: fc.Arbitrary<FlowDefinition> = fc
  .tuple(fc.array(kinds, { minLength: 1, maxLength: 6 }), fc.array(fc.nat(50), { minLength: 60, maxLength: 60 }))
  .map(([drawn, dice]) => {
    const trigger = { type: "trigger" as const, data: { keyword: "go" } };
    const nodes = [trigger, ...drawn].map((node, index) => ({
      ...node,
      id: ids[index] ?? "",
      position: { x: 0, y: 0 },
    }));
    const left = [...dice];
    const roll = () => left.pop() ?? 0;
    const edges = nodes.flatMap(({ id: source, type, data }) => {
      const nodeType = nodeTypeOf(type);
      const ways = nodeType.outputs(nodeType.data.parse(data));
      const extra = roll() < 5 ? [ways[0] ?? null, "gone"] : [];
      return [...ways, ...extra].flatMap((sourceHandle, index) => {
        const target = nodes[1 + (roll() % (nodes.length - 1))]?.id ?? "";
        return target === source || roll() === 0 ? [] : [{ id: `${source} ${index}`, source, target, sourceHandle }];
      });
    });
    return { nodes, edges };
  });
