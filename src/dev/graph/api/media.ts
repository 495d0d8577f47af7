import type { IncomingMessage, ServerResponse } from "node:http";
import { type Call, noSuchObject, numbersOf } from "./access";
import type { Emulation } from "../emulation";
import type { MediaFault, StoredMedia } from "../media-store";
import { metaError } from "./meta-error";
import { ok, type Reply } from "./reply";

/** Where the bytes are: at Meta on a host of its own, lookaside.fbsbx.com. */
const ATTACHMENTS = "/whatsapp_business/attachments/";
const LARGEST_UPLOAD = 100 * 1024 * 1024;
/** https://github.com/MissaelAnda/laravel-whatsapp/issues/4 */
const UPLOADED_TYPES = [
  "audio/aac",
  "audio/mp4",
  "audio/mpeg",
  "audio/amr",
  "audio/ogg",
  "audio/opus",
  "application/vnd.ms-powerpoint",
  "application/msword",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/pdf",
  "text/plain",
  "application/vnd.ms-excel",
  "image/jpeg",
  "image/png",
  "image/webp",
  "video/mp4",
  "video/3gpp",
];

/** `GET /{media id}[?phone_number_id=]`; undefined when the id is no file's. */
export function getMedia({ path, query, token, origin }: Call, { store, media }: Emulation): Reply | undefined {
  const file = media.find(path[0] ?? "");
  if (file === undefined) return undefined;
  const asked = query.get("phone_number_id") ?? file.phoneNumberId;
  const owns = numbersOf(store, token).some(({ phoneNumberId }) => phoneNumberId === file.phoneNumberId);
  if (!owns || asked !== file.phoneNumberId) return noSuchObject(file.id);
  const fault = media.take("address");
  if (fault?.kind === "status") return { status: fault.status };
  return ok({
    messaging_product: "whatsapp",
    url: fault?.kind === "elsewhere" ? fault.url : `${origin}${ATTACHMENTS}?${media.queryOf(file.id)}`,
    mime_type: file.mimeType,
    sha256: file.sha256.toString("hex"),
    file_size: String(file.bytes.length),
    id: file.id,
  });
}

/** `POST /{phone number id}/media`: a form with `messaging_product`, `type` and `file`. */
export async function postMedia({ path, token, body }: Call, { store, media }: Emulation): Promise<Reply> {
  const [phoneNumberId = ""] = path;
  const number = numbersOf(store, token).find((known) => known.phoneNumberId === phoneNumberId);
  if (number === undefined) return noSuchObject(phoneNumberId);
  const form = body instanceof FormData ? body : new FormData();
  if (form.get("messaging_product") !== "whatsapp") {
    return metaError({ code: 100, message: "(#100) The parameter messaging_product is required." });
  }
  const file = form.get("file");
  if (!(file instanceof File)) return metaError({ code: 100, message: "(#100) The parameter file is required." });
  const { type: mimeType } = file;
  if (!UPLOADED_TYPES.includes(mimeType.replace(/\s*;.*/, ""))) return wrongType(mimeType);
  if (file.size > LARGEST_UPLOAD) return metaError({ code: 131053, details: "The file is larger than 100 MB." });
  return ok({ id: media.keep({ phoneNumberId, mimeType, bytes: Buffer.from(await file.arrayBuffer()) }).id });
}

/** The type of the file's own part counts, not the field beside it. */
const wrongType = (mimeType: string): Reply =>
  metaError({
    code: 100,
    message: `(#100) Param file must be a file with one of the following types: ${UPLOADED_TYPES.join(", ")}. Received file of type '${mimeType || "application/octet-stream"}'.`,
  });

/** Answers the address that `getMedia` gave; false when another was asked for. */
export function answerAttachment(request: IncomingMessage, response: ServerResponse, emulation: Emulation): boolean {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://graph");
  if (pathname !== ATTACHMENTS) return false;
  const file = openedBy(searchParams, request, emulation);
  if (typeof file === "number") response.writeHead(file).end();
  else handOver(file, response, emulation.media.take("bytes"));
  return true;
}

/** Or the status of the refusal. */
function openedBy(query: URLSearchParams, request: IncomingMessage, { store, media }: Emulation): StoredMedia | number {
  const token = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  const owners = numbersOf(store, token);
  if (owners.length === 0) return 401;
  const file = media.openedBy(query);
  return file && owners.some(({ phoneNumberId }) => phoneNumberId === file.phoneNumberId) ? file : 404;
}

function handOver({ bytes, mimeType }: StoredMedia, response: ServerResponse, fault?: MediaFault): void {
  if (fault?.kind === "status") return void response.writeHead(fault.status).end();
  if (fault?.kind === "expired") return void response.writeHead(404).end();
  if (fault?.kind === "redirect") return void response.writeHead(302, { location: fault.to }).end();
  response.writeHead(200, { "content-type": mimeType, "content-length": bytes.length });
  if (fault?.kind === "cut") response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
  else response.end(fault?.kind === "spoilt" ? Buffer.alloc(bytes.length, "?") : bytes);
}
