import { z } from "zod";
import { isChannelName, userOfChannel } from "../channel-name";
import { fromJson } from "../from-json";
import { LIMITS } from "../limits";
import { malformed, ok, tooLarge, type Answer } from "./answer";
import { attributesIn, channelInfo, unknownAttribute } from "./channel-info";
import type { Route, RouteContext } from "./route";

const channel = z
  .string()
  .refine((name) => isChannelName(name) || userOfChannel(name) !== null, "Invalid channel name");
const event = z.object({
  name: z
    .string()
    .min(1)
    .max(LIMITS.eventNameLength)
    .refine((name) => !name.startsWith("pusher"), "The 'pusher' namespace is reserved"),
  data: z.string(),
  socket_id: z
    .string()
    .regex(/^\d+\.\d+$/)
    .nullish(),
  info: z
    .string()
    .refine((info) => unknownAttribute(attributesIn(info)) === undefined, "Unknown info attribute")
    .optional(),
});
const toChannels = event.extend({ channels: z.array(channel).min(1).max(LIMITS.channelsPerEvent) });
const toChannel = event.extend({ channel });
const batch = z.object({ batch: z.array(toChannel).max(LIMITS.eventsPerBatch) });

type Event = z.infer<typeof toChannel>;

/** `POST /events`: one event to one or many channels. */
export const publishEvent: Route["answer"] = (context) => {
  const body = fromJson(context.call.body.toString());
  const single = toChannel.safeParse(body).data;
  const parsed = toChannels.safeParse(single ? { ...single, channels: [single.channel] } : body);
  if (!parsed.success) return malformed(z.prettifyError(parsed.error));
  const channels = [...new Set(parsed.data.channels)];
  const events = channels.map((name) => ({ ...parsed.data, channel: name }));
  return publishAll(context, events, (infos) => ({
    channels: Object.fromEntries(channels.map((name, at) => [name, infos[at]])),
  }));
};

/** `POST /batch_events`: up to ten events, each to one channel. */
export const publishBatch: Route["answer"] = (context) => {
  const parsed = batch.safeParse(fromJson(context.call.body.toString()));
  if (!parsed.success) return malformed(z.prettifyError(parsed.error));
  return publishAll(context, parsed.data.batch, (infos) => ({ batch: infos }));
};

/** All or nothing. What was asked to know about the channels is told; else the answer is empty. */
function publishAll(
  { hub, publications }: RouteContext,
  events: readonly Event[],
  tell: (infos: readonly object[]) => object,
): Answer {
  const large = events.some(({ data }) => Buffer.byteLength(data) > LIMITS.eventBytes);
  if (large) return tooLarge(`The data content of this event exceeds the allowed maximum (${LIMITS.eventBytes} bytes)`);
  for (const { channel, name, data, socket_id } of events) {
    publications.publish({ channel, event: name, data, exceptSocketId: socket_id ?? undefined });
  }
  if (!events.some(({ info }) => info)) return ok();
  return ok(tell(events.map(({ channel, info }) => channelInfo(hub.channels, channel, attributesIn(info)))));
}
