import { MapPin, UserRound } from "lucide-react";
import type { Bubble, Place } from "../../page-model";
import { SAFE } from "./words";

/** A place, or the cards of people. */
export function Cards({ bubble: { place, contacts = [] } }: { bubble: Bubble }) {
  return (
    <>
      {place && <PlaceCard place={place} />}
      {contacts.map(({ name, phones }, index) => (
        <span key={index} className="card">
          <UserRound aria-label="Contact" />
          <span>
            <b>{name}</b>
            <small>{phones.join(", ")}</small>
          </span>
        </span>
      ))}
    </>
  );
}

function PlaceCard({ place: { latitude, longitude, name, address } }: { place: Place }) {
  const query = new URLSearchParams({ mlat: String(latitude), mlon: String(longitude) });
  const where = `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
  return (
    <a className="card" href={`https://www.openstreetmap.org/?${query.toString()}`} {...SAFE}>
      <MapPin aria-label="Place" />
      <span>
        <b>{name ?? where}</b>
        <small>{address ?? (name && where)}</small>
      </span>
    </a>
  );
}
