import type { NodeType } from "../engine/node-type";
import { apiNode } from "./api/node";
import { askNode } from "./ask/node";
import { assignNode } from "./assign/node";
import { conditionNode } from "./condition/node";
import { contactNode } from "./contact/node";
import { delayNode } from "./delay/node";
import { endNode } from "./end/node";
import { gotoNode } from "./goto/node";
import { handoffNode } from "./handoff/node";
import { mediaNode } from "./media/node";
import { messageNode } from "./message/node";
import { optionsNode } from "./options/node";
import { triggerNode } from "./trigger/node";
import { whatsappFlowNode } from "./whatsapp_flow/node";

/** Every node type there is. A new one is a folder beside this file and a line here. */
export const nodeTypes = {
  trigger: triggerNode,
  message: messageNode,
  media: mediaNode,
  options: optionsNode,
  ask: askNode,
  whatsapp_flow: whatsappFlowNode,
  condition: conditionNode,
  assign: assignNode,
  api: apiNode,
  contact: contactNode,
  handoff: handoffNode,
  goto: gotoNode,
  delay: delayNode,
  end: endNode,
};

export type NodeKind = keyof typeof nodeTypes;

/** A type with its data's type forgotten: the pairing of a node's kind and data is checked when the data is parsed. */
export const nodeTypeOf = (kind: NodeKind): NodeType<unknown> => nodeTypes[kind];

export const isNodeKind = (type: string): type is NodeKind => Object.hasOwn(nodeTypes, type);
