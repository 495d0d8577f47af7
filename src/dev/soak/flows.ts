const node = (id: string, type: string, data: object) => ({
  id,
  type,
  data: { name: id, ...data },
  position: { x: 0, y: 0 },
});
const edge = (source: string, target: string, sourceHandle: string | null = null) => ({
  id: `${source}-${sourceHandle ?? "next"}-${target}`,
  source,
  target,
  sourceHandle,
});
const chain = (...ids: readonly string[]) => ids.slice(1).map((id, index) => edge(ids[index] ?? "", id));
const all = (source: string, count: number, target: string) =>
  Array.from({ length: count }, (_, index) => edge(source, target, `opt-${index}`));

export const COLOURS = ["Red", "Green", "Blue"];
export const SIZES = ["Small", "Medium", "Large", "Huge"];

/** Every bubble says which message it answers: the one that began it, or the one just written. */
const of = (what: string) => `{{ triggerMessage }}#${what}`;

/** Several bubbles to one message, buttons, a list, a call, a delay, and questions for a file and for words. */
export const orderFlow = (call: object) => ({
  nodes: [
    node("start", "trigger", { keyword: "hola", match: "word" }),
    node("welcome", "message", { text: "{{ input }}#welcome" }),
    node("picture", "media", { mediaType: "image", url: "https://example.com/shop.jpg", caption: of("picture") }),
    node("colour", "options", { text: of("colour?"), options: COLOURS }),
    node("chosen", "message", { text: of("colour {{ lastSelectedOption }}") }),
    node("price", "api", { timeoutSeconds: 2, ...call }),
    node("priced", "message", { text: of("price {{ apiResult.price }}") }),
    node("unpriced", "message", { text: of("no price: {{ apiResult.error }}") }),
    node("size", "options", { text: of("size?"), options: SIZES }),
    node("fits", "message", { text: of("size {{ lastSelectedOption }}") }),
    node("wait", "delay", { seconds: 1 }),
    node("photo", "ask", { text: of("photo?"), variable: "photo", kind: "media" }),
    node("got", "message", { text: of("photo {{ photo.id }}") }),
    node("more", "ask", { text: of("more?"), variable: "note" }),
    node("bye", "message", { text: "{{ note }}#bye" }),
    node("end", "end", { reason: "done" }),
  ],
  edges: [
    ...chain("start", "welcome", "picture", "colour"),
    ...all("colour", COLOURS.length, "chosen"),
    ...chain("chosen", "price", "priced", "size"),
    edge("price", "unpriced", "error"),
    edge("unpriced", "size"),
    ...all("size", SIZES.length, "fits"),
    ...chain("fits", "wait", "photo", "got", "more", "bye", "end"),
  ],
});

/** Two bubbles to each message, whatever was said before. */
export const ECHO_FLOW = {
  nodes: [
    node("start", "trigger", { keyword: "eco", match: "word" }),
    node("one", "message", { text: "{{ input }}#one" }),
    node("two", "message", { text: "{{ input }}#two" }),
  ],
  edges: chain("start", "one", "two"),
};
