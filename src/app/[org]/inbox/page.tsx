import { ChooseConversation } from "@/conversation/ui/choose-conversation";

export default function InboxPage() {
  return <ChooseConversation />;
}
