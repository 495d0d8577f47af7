import { MessageSquareText } from "lucide-react";
import { Empty } from "@/ui/empty";
import { Kbd } from "@/ui/kbd";

/** Beside the list while no conversation is open. */
export const ChooseConversation = () => (
  <Empty icon={MessageSquareText} title="Choose a conversation" className="my-auto">
    <p>
      <Kbd>j</Kbd> and <Kbd>k</Kbd> walk through the list, <Kbd>Enter</Kbd> opens, <Kbd>r</Kbd> goes to the reply and{" "}
      <Kbd>Esc</Kbd> back to the list.
    </p>
  </Empty>
);
