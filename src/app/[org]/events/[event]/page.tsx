import type { Metadata } from "next";
import { EventScreen } from "./event-screen";

export const metadata: Metadata = { title: "Event" };

export default async function EventPage({ params }: { params: Promise<{ org: string; event: string }> }) {
  const { org, event } = await params;
  return <EventScreen key={event} organization={org} id={event} />;
}
