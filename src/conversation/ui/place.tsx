import { MapPin } from "lucide-react";
import { Card } from "./card";

interface PlaceProps {
  place: {
    readonly latitude: number;
    readonly longitude: number;
    readonly name?: string | null | undefined;
    readonly address?: string | null | undefined;
  };
}

/** A place on the map, which opens beside the conversation. */
export function Place({ place: { latitude, longitude, name, address } }: PlaceProps) {
  return (
    <a
      href={`https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`}
      target="_blank"
      rel="noreferrer"
      className="block hover:underline"
    >
      <Card
        icon={MapPin}
        title={name ?? "Location"}
        detail={address ?? `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`}
      />
    </a>
  );
}
