import type { NodeData, NodeEditor } from "../editor/node-editor";
import { apiEditor } from "./api/editor";
import { askEditor } from "./ask/editor";
import { assignEditor } from "./assign/editor";
import { conditionEditor } from "./condition/editor";
import { contactEditor } from "./contact/editor";
import { delayEditor } from "./delay/editor";
import { endEditor } from "./end/editor";
import { gotoEditor } from "./goto/editor";
import { handoffEditor } from "./handoff/editor";
import type { NodeKind } from "./index";
import { mediaEditor } from "./media/editor";
import { messageEditor } from "./message/editor";
import { optionsEditor } from "./options/editor";
import { triggerEditor } from "./trigger/editor";
import { whatsappFlowEditor } from "./whatsapp_flow/editor";

/** How each node type is shown. A missing one does not compile. */
const nodeEditors: { readonly [Kind in NodeKind]: NodeEditor<NodeData<Kind>> } = {
  trigger: triggerEditor,
  message: messageEditor,
  media: mediaEditor,
  options: optionsEditor,
  ask: askEditor,
  whatsapp_flow: whatsappFlowEditor,
  condition: conditionEditor,
  assign: assignEditor,
  api: apiEditor,
  contact: contactEditor,
  handoff: handoffEditor,
  goto: gotoEditor,
  delay: delayEditor,
  end: endEditor,
};

/** An editor with its data's type forgotten: the pairing of a node's kind and data is checked when the data is parsed. */
export const nodeEditorOf = (kind: NodeKind): NodeEditor<unknown> => nodeEditors[kind];
