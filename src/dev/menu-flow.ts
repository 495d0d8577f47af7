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
/** A trigger, a greeting and a question with two ways on, for tests. */
export const MENU = {
  nodes: [
    node("start", "trigger", { keyword: "hola" }),
    node("welcome", "message", { text: "Welcome {{ contact.name }}!" }),
    node("ask", "options", { text: "Which?", options: ["Red", "Blue"] }),
    node("red", "message", { text: "You chose {{ lastSelectedOption }}" }),
    node("blue", "message", { text: "Blue it is" }),
    node("end", "end", { reason: "done" }),
  ],
  edges: [
    edge("start", "welcome"),
    edge("welcome", "ask"),
    edge("ask", "red", "opt-0"),
    edge("ask", "blue", "opt-1"),
    edge("ask", "blue", "no-match"),
    edge("red", "end"),
    edge("blue", "end"),
  ],
};
