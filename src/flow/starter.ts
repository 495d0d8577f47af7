import type { FlowDefinition } from "./definition";

/** A small flow to start from: it greets, asks, and answers. */
export const STARTER: FlowDefinition = {
  nodes: [
    {
      id: "start",
      type: "trigger",
      data: { name: "Start", keyword: "hello", match: "word" },
      position: { x: 0, y: 0 },
    },
    {
      id: "greeting",
      type: "message",
      data: { name: "Greeting", text: 'Hi {{ contact.name | default: "there" }}! 👋' },
      position: { x: 0, y: 160 },
    },
    {
      id: "question",
      type: "options",
      data: { name: "How to help", text: "What can we do for you?", options: ["Opening hours", "Something else"] },
      position: { x: 0, y: 320 },
    },
    {
      id: "hours",
      type: "message",
      data: { name: "Opening hours", text: "We are here from Monday to Friday, 9 to 18." },
      position: { x: -180, y: 480 },
    },
    {
      id: "else",
      type: "message",
      data: { name: "Something else", text: "Tell us in your own words: somebody will answer here." },
      position: { x: 180, y: 480 },
    },
    { id: "end", type: "end", data: { name: "End", reason: "answered" }, position: { x: 0, y: 640 } },
  ],
  edges: [
    { id: "e1", source: "start", target: "greeting", sourceHandle: null },
    { id: "e2", source: "greeting", target: "question", sourceHandle: null },
    { id: "e3", source: "question", target: "hours", sourceHandle: "opt-0" },
    { id: "e4", source: "question", target: "else", sourceHandle: "opt-1" },
    { id: "e5", source: "question", target: "else", sourceHandle: "no-match" },
    { id: "e6", source: "hours", target: "end", sourceHandle: null },
    { id: "e7", source: "else", target: "end", sourceHandle: null },
  ],
};
