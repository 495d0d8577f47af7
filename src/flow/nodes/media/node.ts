import { z } from "zod";
import { MEDIA_TYPES, type Outgoing } from "@/conversation/message";
import { LIMITS } from "@/conversation/message-limits";
import { checkTemplate, checkText } from "../../check-text";
import { defineNode, type Scope } from "../../engine/node-type";
import { error, warning, type DataFinding } from "../../finding";
import { fit, head } from "../../fit";
import { isPlain } from "../../template";

const data = z.looseObject({
  mediaType: z.enum(MEDIA_TYPES).default("image"),
  url: z.string().nullish(),
  id: z.string().nullish(),
  caption: z.string().nullish(),
  filename: z.string().nullish(),
});
type Data = z.infer<typeof data>;
type Media = Extract<Outgoing, { kind: "media" }>;

export const mediaNode = defineNode({
  data,
  outputs: () => [null],
  bubbles: () => 1,
  enter: (media, scope) => {
    const source = sourceOf(media, scope);
    // A flow whose variable holds no file goes on without it, as a message with nothing to say does.
    if (typeof source === "string") return { do: "go", way: null, why: `nothing to send: ${source}` };
    const { mediaType } = media;
    const bubble: Media = { kind: "media", mediaType, source, ...wordsWith(media, scope) };
    return { do: "go", way: null, why: `sent ${mediaType}`, say: [bubble] };
  },
  check,
});

/** Where the file is, or why nowhere. */
function sourceOf({ url, id }: Data, scope: Scope): Media["source"] | string {
  const address = scope.render(url ?? "").trim();
  if (address !== "") return isWeb(address) ? { link: new URL(address).href } : "the address is no http(s) address";
  const upload = scope.render(id ?? "").trim();
  return upload === "" ? "the address is empty" : { id: upload };
}

const isWeb = (address: string): boolean => /^https?:\/\//i.test(address) && URL.canParse(address);

/** WhatsApp refuses a caption with sounds and stickers, and a name with all but documents. */
const takesCaption = ({ mediaType }: Data): boolean => mediaType !== "audio" && mediaType !== "sticker";
const takesFilename = ({ mediaType }: Data): boolean => mediaType === "document";

function wordsWith(media: Data, scope: Scope): Pick<Media, "caption" | "filename"> {
  const caption = takesCaption(media) ? fit(scope.render(media.caption ?? "").trim(), LIMITS.media.caption) : "";
  const filename = takesFilename(media) ? head(scope.render(media.filename ?? "").trim(), LIMITS.media.filename) : "";
  return { ...(caption && { caption }), ...(filename && { filename }) };
}

function check(media: Data): readonly DataFinding[] {
  const { mediaType, caption, filename } = media;
  const isShown = takesCaption(media) || !caption?.trim();
  const isNamed = takesFilename(media) || !filename?.trim();
  return [
    ...checkSource(media),
    ...checkText({ field: "caption", text: caption, limit: LIMITS.media.caption }),
    ...checkText({ field: "file name", key: "filename", text: filename, limit: LIMITS.media.filename }),
    ...(isShown ? [] : [error("caption-not-shown", `WhatsApp shows no caption with ${mediaType}.`)]),
    ...(isNamed ? [] : [warning("filename-not-shown", "WhatsApp shows a file name with documents only.")]),
  ];
}

function checkSource({ url, id }: Data): readonly DataFinding[] {
  const address = url?.trim() ?? "";
  const upload = id?.trim() ?? "";
  if (address === "" && upload === "")
    return [error("missing-media", "There is no file: it has no address and no id.")];
  if (address !== "" && upload !== "") return [error("two-media", "It has an address and an id: one of them must go.")];
  if (isPlain(address) && address !== "" && !isWeb(address)) {
    return [error("bad-address", `"${address}" is no http(s) address.`)];
  }
  return [...checkTemplate("address", address), ...checkTemplate("id", upload)];
}
