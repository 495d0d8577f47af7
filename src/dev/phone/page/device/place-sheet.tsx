import type { Said } from "../server";

const PLACES = [
  { name: "Plaza de Bolívar", address: "Bogotá", latitude: 4.5981, longitude: -74.076 },
  { name: "Zócalo", address: "Ciudad de México", latitude: 19.4326, longitude: -99.1332 },
  { name: "Avenida Paulista", address: "São Paulo", latitude: -23.5614, longitude: -46.6559 },
  { name: "Parque del Retiro", address: "Madrid", latitude: 40.4153, longitude: -3.6845 },
];

interface PlaceSheetProps {
  /** The message that asks for a place. */
  contextId: string | undefined;
  answer: (said: Said) => void;
}

export function PlaceSheet({ contextId, answer }: PlaceSheetProps) {
  return (
    <ul className="sections">
      {PLACES.map((location) => (
        <li key={location.name}>
          <button className="row" onClick={() => answer({ location, ...(contextId && { contextId }) })}>
            <b>{location.name}</b>
            <span>{location.address}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
