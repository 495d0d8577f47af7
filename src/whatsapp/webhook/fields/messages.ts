import { asId, asRecord, type Loose } from "../../loose-json";
import { defineField, type Reading, type Who } from "../define-field";
import { call } from "./calls";

export const message: Reading = { kind: "message", who: sender, waMessageId: id, identity: id };

export const status: Reading = { kind: "status", who: recipient, waMessageId: id, identity: step };

export const messages = defineField({
  name: "messages",
  kind: "other",
  meaning: "A customer wrote, or something became of a message of ours",
  parts: [
    { list: "messages", ...message },
    { list: "statuses", ...status },
    { list: "calls", ...call },
    { list: "errors", kind: "errors" },
    { list: "user_actions", kind: "user-action" },
  ],
});

function id(item: Loose): unknown {
  return item.id;
}

/** A customer who changed their ids is still known by the former ones, if they are said. */
function sender(item: Loose): Who {
  const system = asRecord(item.system);
  const former = asId(item.from_user_id) ?? asId(system.previous_user_id);
  return {
    phone: item.from,
    userId: former ?? (asId(item.from) === null ? system.user_id : null),
    parentUserId: asId(item.from_parent_user_id) ?? system.previous_parent_user_id,
  };
}

/** In a group every participant has statuses of their own for the one message; Meta spells the participant in two ways. */
function recipient(item: Loose): Who {
  return item.recipient_type === "group"
    ? {
        phone: asId(item.recipient_participant_id) ?? item.participant_recipient_id,
        userId: item.recipient_participant_user_id,
        parentUserId: item.recipient_participant_parent_user_id,
      }
    : {
        phone: item.recipient_id,
        userId: item.recipient_user_id,
        parentUserId: asId(item.recipient_parent_user_id) ?? item.parent_recipient_user_id,
      };
}

function step(item: Loose): unknown {
  const message = asId(item.id);
  const { phone, userId } = item.recipient_type === "group" ? recipient(item) : {};
  return message && [message, asId(item.status), asId(phone) ?? asId(userId)].filter((part) => part !== null).join(":");
}
