import type { Metadata } from "next";
import { EventList } from "@/whatsapp/ui/event-list";

export const metadata: Metadata = { title: "Events" };

export default async function EventsPage({ params }: { params: Promise<{ org: string }> }) {
  return <EventList organization={(await params).org} />;
}
