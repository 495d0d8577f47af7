import type { Sql } from "@/platform/db/door";
import type { Move } from "../engine/advance";
import type { Session } from "../session";

/** The call whose answer a session waits for. */
export const callOf = ({ waiting }: Session): string | null => (waiting?.for === "call" ? waiting.callId : null);

export const callsIn = ({ effects }: Move) => effects.filter((effect) => effect.kind === "call-http");

/** Writes down the calls that a move asks for. They are made later, from these rows. */
export async function addCalls(
  sql: Sql,
  { conversationId, organizationId }: { readonly conversationId: string; readonly organizationId: string },
  moved: Move,
): Promise<void> {
  for (const { id, request } of callsIn(moved)) {
    await sql.query(
      "insert into http_calls (id, organization_id, conversation_id, session_id, request) values ($1, $2, $3, $4, $5)",
      [id, organizationId, conversationId, moved.session.id, request],
    );
  }
}

/** Takes away the calls of a session that waits for none any more. One that is under way finds its row gone. */
export async function dropCalls(sql: Sql, sessionId: string): Promise<void> {
  await sql.query("delete from http_calls where session_id = $1", [sessionId]);
}
