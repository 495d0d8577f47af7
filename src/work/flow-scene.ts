import { DEFAULT_MOVES_PER_HOUR } from "@/flow/route-message";
import type { FlowScene } from "@/flow/server/run-flow";
import type { Scene } from "./load-scene";

const HOUR_MS = 60 * 60 * 1000;
const DEFAULT_IDLE_HOURS = 24;

/** A conversation as the flow engine may see it. */
export function flowSceneOf(scene: Scene): FlowScene {
  const { conversationId, organizationId, connectionId, contactId, owner, settings, now } = scene;
  const isSameHour = now.getTime() - scene.movesSince.getTime() < HOUR_MS;
  return {
    conversationId,
    organizationId,
    connectionId,
    contactId,
    owner,
    movesLastHour: isSameHour ? scene.moves : 0,
    ...(settings.movesPerHour !== undefined && { movesPerHour: settings.movesPerHour }),
    env: {
      now: now.getTime(),
      timeZone: scene.timeZone,
      contact: {
        id: contactId,
        name: scene.contactName ?? "",
        phone: scene.waId ?? "",
        attributes: scene.attributes,
        tags: scene.tags,
      },
      organization: { name: scene.organizationName },
      idleMs: (settings.idleHours ?? DEFAULT_IDLE_HOURS) * HOUR_MS,
    },
  };
}

/** Until when the bot makes no move of its own accord, because it has made as many as it may; null while it may. */
export function restsUntil({ moves, movesSince, settings, now }: Scene): Date | null {
  const hourEnd = new Date(movesSince.getTime() + HOUR_MS);
  return now < hourEnd && moves >= (settings.movesPerHour ?? DEFAULT_MOVES_PER_HOUR) ? hourEnd : null;
}
