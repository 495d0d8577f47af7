/** A text, a question with buttons, a decision and a text. */
export const CHOICE = {
  nodes: [
    { id: "start", type: "trigger", data: { keyword: "hello", match: "word" } },
    { id: "welcome", type: "message", data: { text: "Welcome {{ contact.name }}. It is good that you write." } },
    { id: "choice", type: "options", data: { text: "What may it be?", options: ["Tea", "Coffee"] } },
    {
      id: "decision",
      type: "condition",
      data: { rules: [{ left: "lastSelectedOption", op: "equals", right: "Tea" }] },
    },
    { id: "bye", type: "message", data: { text: "One {{ lastSelectedOption }} for {{ contact.name }}, at once." } },
  ],
  edges: [
    { source: "start", target: "welcome" },
    { source: "welcome", target: "choice" },
    { source: "choice", sourceHandle: "opt-0", target: "decision" },
    { source: "choice", sourceHandle: "opt-1", target: "decision" },
    { source: "decision", sourceHandle: "true", target: "bye" },
    { source: "decision", sourceHandle: "false", target: "bye" },
  ],
};
