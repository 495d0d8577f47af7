import { publishFlow } from "@/flow/server/publish-flow";
import { saveFlow } from "@/flow/server/save-flow";
import { asSystem } from "@/platform/db/as-system";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { drain } from "@/platform/lanes/drain";
import { laneKinds } from "@/work";
import type { GraphEmulator } from "./graph/graph-emulator";
import { makeTenant, type Tenant } from "./tenant";

export interface MessageRow {
  readonly id: string;
  readonly seq: number;
  readonly direction: string;
  readonly sender: string;
  readonly status: string;
  readonly content: string;
  readonly waMessageId: string | null;
  readonly error: { readonly reason?: string; readonly code?: number; readonly title: string } | null;
}

export interface Stage extends Tenant {
  /** A customer writes; resolves when the webhook was answered. */
  says(text: string, from?: string): Promise<void>;
  messages(from?: string): Promise<MessageRow[]>;
  addFlow(name: string, definition: unknown): Promise<string>;
}

/** Works whatever is due until nothing is, in this process. */
export const workAll = (): Promise<number> => drain(laneKinds, { deadline: Date.now() + 20_000, concurrency: 20 });

/** An organization whose number the emulator knows, connected to a front. */
export async function setStage(graph: GraphEmulator, front: { url: string }): Promise<Stage> {
  const tenant = await makeTenant();
  const appId = `app-${tenant.phoneNumberId}`;
  graph.addApp({ appId, appSecret: tenant.appSecret });
  graph.addNumber({ ...tenant, appId, displayPhoneNumber: "+1 555 000" });
  await graph.setCallback(appId, {
    url: `${front.url}/api/webhooks/whatsapp/${tenant.webhookKey}`,
    verifyToken: tenant.verifyToken,
  });
  return {
    ...tenant,
    async says(text, from = "491701234567") {
      await graph.customerSays({ phoneNumberId: tenant.phoneNumberId, from, name: "Ana", text });
    },
    messages: (from = "491701234567") =>
      asSystem((sql) =>
        sql.query<MessageRow>(
          `select m.id, m.seq, m.direction, m.sender, m.status, m.content, m.wa_message_id as "waMessageId", m.error
           from messages m join conversations c on c.id = m.conversation_id join contacts p on p.id = c.contact_id
           where m.organization_id = $1 and p.wa_id = $2 order by m.seq`,
          [tenant.organizationId, from],
        ),
      ),
    async addFlow(name, definition) {
      const { organizationId } = tenant;
      return sqlInOrganization(organizationId, async (sql) => {
        const saved = await saveFlow(sql, { organizationId, name, definition });
        if (!saved.ok) throw new Error(JSON.stringify(saved.problems));
        const published = await publishFlow(sql, { flowId: saved.id, message: "First", authorId: null });
        if (!published.ok) throw new Error(JSON.stringify(published.problems));
        return saved.id;
      });
    },
  };
}
