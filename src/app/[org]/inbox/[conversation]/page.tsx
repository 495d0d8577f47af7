import { mostFileBytes } from "@/conversation/server/send-file";
import { ThreadView } from "@/conversation/ui/thread-view";

export default async function ConversationPage({ params }: { params: Promise<{ org: string; conversation: string }> }) {
  const { org, conversation } = await params;
  return (
    <ThreadView key={conversation} organization={org} conversationId={conversation} mostFileBytes={mostFileBytes()} />
  );
}
